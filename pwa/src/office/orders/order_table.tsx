import { useEffect, useRef } from 'preact/hooks'
import { day_and_time } from '../../interface'
import { t, t_code } from '../../words'
import { link_to } from '../address'
import type { OrderCard } from '../answers'
import { carrier_name } from '../names'
import { ShipBy } from '../ship_by'
import { StageMark } from '../stage_mark'
import { StockBar } from '../stock_bar'
import { changed_ids } from './changes'
import { use_row_keys } from './row_keys'
import { RuleMarks } from './rule_marks'

type OrderTableProps = { orders: readonly OrderCard[]; on_open: (id: number) => void }

/** Orders, one a row. ↑ ↓ or j k walk, Enter opens; a row that has just changed lights up for a moment. */
export function OrderTable({ orders, on_open }: OrderTableProps) {
  const body = useRef<HTMLTableSectionElement>(null)
  const before = useRef<readonly OrderCard[]>([])
  const changed = changed_ids(before.current, orders)
  useEffect(() => {
    before.current = orders
  }, [orders])
  use_row_keys(body)
  const with_customers = orders.some((order) => order.customer !== null)
  return (
    <table class="rows orders">
      <thead>
        <tr>
          <th class="col-stage">{t('orders.stage')}</th>
          <th>{t('orders.order')}</th>
          <th class="col-amount">{t('orders.amount')}</th>
          <th class="col-stock">{t('orders.stock')}</th>
          <th class="col-ship-by">{t('orders.ship_by')}</th>
          <th>{t('orders.carrier')}</th>
          {with_customers && <th>{t('orders.customer')}</th>}
          <th>{t('orders.shipment')}</th>
          <th class="col-time">{t('orders.ordered_at')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {orders.map((order) => (
          <OrderRow
            key={order.id}
            order={order}
            fresh={changed.has(order.id)}
            with_customer={with_customers}
            on_open={on_open}
          />
        ))}
      </tbody>
    </table>
  )
}

type OrderRowProps = {
  order: OrderCard
  fresh: boolean
  with_customer: boolean
  on_open: (id: number) => void
}

function OrderRow({ order, fresh, with_customer, on_open }: OrderRowProps) {
  return (
    <tr
      class={fresh ? 'row row-fresh' : 'row'}
      data-order={order.id}
      onClick={(event) => {
        if (!(event.target instanceof HTMLAnchorElement)) on_open(order.id)
      }}
    >
      <td>
        <StageMark stage={order.stage} />
      </td>
      <td>
        <a class="row-link" href={link_to(`/orders/${order.id}`)}>
          {order.external}
        </a>
        <span class="row-shop">{order.shop_name}</span>
        <span class="row-marks">
          <RuleMarks order={order} />
        </span>
      </td>
      <td class="col-amount">
        {order.lines} / {order.pieces}
      </td>
      <td>
        <StockBar
          stage={order.stage}
          reserved_pieces={order.reserved_pieces}
          pieces={order.pieces}
        />
      </td>
      <td>
        <ShipBy at={order.ship_by} stage={order.stage} />
      </td>
      <td class="col-carrier">{carrier_name(order.carrier)}</td>
      {with_customer && <td class="col-customer">{order.customer ?? ''}</td>}
      <td>
        <OrderNote order={order} />
      </td>
      <td class="col-time faint">{day_and_time(order.ordered_at)}</td>
    </tr>
  )
}

/** Why it waits, or under which number it leaves. */
function OrderNote({ order }: { order: OrderCard }) {
  if (order.hold_reason !== null) {
    return <span class="hold-reason">{t_code('hold', order.hold_reason)}</span>
  }
  if (order.shipment !== null) return <span class="code">{order.shipment}</span>
  return <span class="faint">{t('orders.no_shipment')}</span>
}
