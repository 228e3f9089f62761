import { Icon, Picture } from '../../interface'
import { t } from '../../words'
import type { Order, OrderLine } from '../answers'
import { ChangeLink } from './change_link'

/** 明細: what was ordered, and how many pieces of each are held, picked and packed. */
export function OrderLines({ order, on_changed }: { order: Order; on_changed: () => void }) {
  return (
    <section class="panel" aria-label={t('order.view.lines')}>
      <table class="rows lines">
        <thead>
          <tr>
            <th class="col-picture">
              <span class="unseen">{t('line.picture')}</span>
            </th>
            <th>{t('line.product')}</th>
            <th class="col-number">{t('line.ordered')}</th>
            <th class="col-number">{t('line.reserved')}</th>
            <th class="col-number">{t('line.picked')}</th>
            <th class="col-number">{t('line.packed')}</th>
            <th class="col-way">{t('line.way')}</th>
          </tr>
        </thead>
        <tbody>
          {order.line_items.map((line) => (
            <LineRow key={line.line_no} line={line} />
          ))}
        </tbody>
      </table>
      <p class="lines-sum">
        {t('orders.lines_pieces', { lines: order.lines, pieces: order.pieces })}
        <ChangeLink what="lines" order={order} on_done={on_changed} />
      </p>
    </section>
  )
}

function LineRow({ line }: { line: OrderLine }) {
  return (
    <tr>
      <td class="col-picture">
        <Picture url={line.picture} name="" />
      </td>
      <td>
        <span class="line-name">{line.name}</span>
        <span class="row-under">
          <span class="code">{line.sku}</span>
          {line.jan !== null && <span class="code">{line.jan}</span>}
          {line.variant !== '' && <span class="variant">{line.variant}</span>}
          {line.kit !== null && <span class="variant">{t('line.kit', { kit: line.kit })}</span>}
          {line.serials.length > 0 && (
            <span class="code">{t('line.serials', { serials: line.serials.join(', ') })}</span>
          )}
          {line.places.length > 0 && (
            <span class="line-places">
              <Icon name="shelf" size_px={12} />
              {[...new Set(line.places)].join(' ')}
            </span>
          )}
        </span>
      </td>
      <td class="col-number line-wanted">{line.quantity_pieces}</td>
      <Count done={line.reserved_pieces} of={line.quantity_pieces} />
      <Count done={line.picked_pieces} of={line.quantity_pieces} />
      <Count done={line.packed_pieces} of={line.quantity_pieces} />
      <td class="col-way">
        <LineWay line={line} />
      </td>
    </tr>
  )
}

function Count({ done, of }: { done: number; of: number }) {
  const state = done >= of ? 'full' : done > 0 ? 'part' : 'none'
  return <td class={`col-number count-${state}`}>{done}</td>
}

/** One segment a piece: how far each has come. Missing pieces (欠品) are hatched and told in words. */
function LineWay({ line }: { line: OrderLine }) {
  const pieces = Math.min(line.quantity_pieces, 12)
  return (
    <>
      <span class="way" aria-hidden="true">
        {Array.from({ length: pieces }, (_, piece) => (
          <span key={piece} class={`way-piece way-${come_to(line, piece)}`} />
        ))}
      </span>
      {line.short_pieces > 0 && (
        <span class="line-short">{t('line.short', { n: line.short_pieces })}</span>
      )}
    </>
  )
}

function come_to(line: OrderLine, piece: number): string {
  if (piece >= line.quantity_pieces - line.short_pieces) return 'short'
  if (piece < line.packed_pieces) return 'packed'
  if (piece < line.picked_pieces) return 'picked'
  return piece < line.reserved_pieces ? 'reserved' : 'open'
}
