import { Button } from '../interface'
import { Sheet } from '../sheets'
import { label_of } from '../vocabulary'
import { bring_words, t } from '../words'
import { short_pick_en } from '../words/short_pick.en'
import { short_pick_ja } from '../words/short_pick.ja'
import { scan_by_touch } from '../work'
import { type LineView, short_label } from './cart_view'
import { ASIDE } from './decisions'

bring_words(short_pick_ja, short_pick_en)

const REASONS = ['none', 'damaged', 'wrong', 'unreadable'] as const

/** 欠品 in the second tap: a reason. The same path as scanning the command's label. */
export function ShortSheet({ view, on_close }: { view: LineView; on_close: () => void }) {
  const left = view.wanted_pieces - view.line.picked
  const name = [view.product?.name, view.product?.variant].filter(Boolean).join(' ')
  return (
    <Sheet title={t('pick.short.title')} close_label={t('common.close')} on_close={on_close}>
      <p class="short-lead">{t('pick.short.lead', { place: view.place, name })}</p>
      <p class="short-rest">{t('pick.short.rest', { n: left })}</p>
      {REASONS.map((reason) => (
        <Button
          key={reason}
          wide
          on_press={() => {
            on_close()
            scan_by_touch(short_label(reason))
          }}
        >
          {t(`pick.short.${reason}`)}
        </Button>
      ))}
      <p class="short-rest short-aside">{t('pick.short.aside.lead')}</p>
      <Button
        icon="clock"
        wide
        on_press={() => {
          on_close()
          scan_by_touch(label_of(ASIDE))
        }}
      >
        {t('pick.short.aside')}
      </Button>
    </Sheet>
  )
}
