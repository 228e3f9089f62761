import { t } from '../words'
import type { LineView } from './cart_view'

/** The next stop, always in sight: the feet may know before the hands are done. */
export function NextLine({ next, here }: { next: LineView | null; here: string | null }) {
  return (
    <p class="next-line">
      <span class="next-line-word">{t('pick.next')}</span>
      {next === null ? (
        <span class="next-line-name">{t('pick.next.last')}</span>
      ) : (
        <>
          <strong>{next.place === here ? t('pick.next.same') : next.place}</strong>
          <span class="next-line-name">{next.product?.name}</span>
          <span class="next-line-count">×{next.wanted_pieces}</span>
        </>
      )}
    </p>
  )
}
