import { Icon, Picture, Plate } from '../interface'
import { t } from '../words'
import type { LineView } from './cart_view'

/** What to take: picture, name, and what tells it from its look-alikes. */
export function Goods({ view, large }: { view: LineView; large: boolean }) {
  const { product, tokens, line } = view
  return (
    <div class={`goods${large ? ' goods-large' : ''}`}>
      <Picture url={product?.picture ?? null} name={product?.name ?? ''} icon="box" />
      <div class="goods-words">
        <p class="goods-name">{product?.name}</p>
        <p class="goods-tokens">
          {tokens.map((token) => (
            <span key={token} class="goods-token">
              {token}
            </span>
          ))}
        </p>
        <p class="goods-code">{product?.jan ?? product?.sku}</p>
        {line.lot !== null && <p class="goods-lot">{t('pick.lot', { lot: line.lot })}</p>}
      </div>
    </div>
  )
}

/** How many are in the hand of how many, counting up with every scan. */
export function CountUp({ done, of }: { done: number; of: number }) {
  return (
    <p class="count-up">
      <strong key={done}>{done}</strong>
      <span>/{of}</span>
    </p>
  )
}

/** Where to look: the shelf, and which zone it stands in. */
export function Shelf({ view, small = false }: { view: LineView; small?: boolean }) {
  return (
    <div class={`shelf${small ? ' shelf-small' : ''}`}>
      {view.zone !== '' && !small && (
        <span class="shelf-zone">{t('pick.zone', { zone: view.zone })}</span>
      )}
      <Plate small={small}>{view.place}</Plate>
    </div>
  )
}

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

/** What to do now, in words, with the sign of it. */
export function Instruction({
  icon,
  words,
}: {
  icon: 'cart' | 'tote' | 'shelf' | 'scan'
  words: string
}) {
  return (
    <h1 class="instruction">
      <Icon name={icon} size_px={26} />
      {words}
    </h1>
  )
}
