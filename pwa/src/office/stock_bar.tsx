import { t } from '../words'
import type { Stage } from './answers'

/** Orders that hold no stock any more, or never will: a bar would say something false. */
const WITHOUT: readonly Stage[] = ['shipped', 'cancelled']

type StockBarProps = { stage: Stage; reserved_pieces: number; pieces: number }

/** How much of an order has stock held for it: bar, numbers and word. */
export function StockBar({ stage, reserved_pieces, pieces }: StockBarProps) {
  if (WITHOUT.includes(stage)) return <span class="faint">{t('stock.left')}</span>
  const state = reserved_pieces >= pieces ? 'full' : reserved_pieces > 0 ? 'part' : 'none'
  const share = pieces > 0 ? Math.min(1, reserved_pieces / pieces) : 0
  return (
    <span class={`stock stock-${state}`}>
      <span class="stock-bar" aria-hidden="true">
        <span class="stock-held" style={{ transform: `scaleX(${share})` }} />
      </span>
      <span class="stock-count">
        {reserved_pieces}/{pieces}
      </span>
      <span class="stock-word">{t(`stock.${state}`)}</span>
    </span>
  )
}
