import './order.css'
import { Icon, Mark, Notice, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import { Age } from '../age'
import type { Order } from '../answers'
import { ask_order } from '../asks'
import { DoorChecks } from '../door'
import { Page } from '../page'
import { WhyView } from '../rules'
import { ShipBy } from '../ship_by'
import { StageMark } from '../stage_mark'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { CancelOrder } from './cancel_order'
import { concerns_order } from './concerns'
import { History } from './history'
import { OrderLines } from './order_lines'
import { OrderSide } from './order_side'
import { Progress } from './progress'
import { RuleMarks } from './rule_marks'

export type OrderView = 'lines' | 'history' | 'rules'

/** 受注詳細: one order, what is in it, how far it is, and everything that ever happened to it. */
export function OrderPage({ id, view }: { id: number; view: OrderView }) {
  const answer = use_answer(
    `order ${id}`,
    () => ask_order(id),
    (notice) => concerns_order(id, notice),
  )
  const order = answer.value
  return (
    <Page title={order?.external ?? t('orders.order')} actions={<Age of={answer} />} long>
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {order === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {order !== null && (
        <>
          <Headline order={order} />
          <DoorChecks order={order} on_done={answer.again} />
          {order.stage === 'cancelled' ? <Cancelled /> : <Progress stage={order.stage} />}
          <nav class="views" aria-label={t('order.views')}>
            <ViewLink id={id} view="lines" chosen={view} />
            <ViewLink id={id} view="history" chosen={view} />
            <ViewLink id={id} view="rules" chosen={view} />
          </nav>
          <div class="order-columns">
            <div class="order-main">
              {view === 'lines' && <OrderLines order={order} on_changed={answer.again} />}
              {view === 'history' && <History order={order} />}
              {view === 'rules' && <WhyView order={order} />}
            </div>
            <OrderSide order={order} on_changed={answer.again}>
              <CancelOrder order={order} on_done={answer.again} />
            </OrderSide>
          </div>
        </>
      )}
    </Page>
  )
}

function BackToOrders() {
  const { query } = use_address()
  return (
    <a class="back" href={link_to('/orders', query)}>
      <Icon name="arrow_left" size_px={16} />
      {t('orders.title')}
    </a>
  )
}

/** Nothing goes on with it; what was taken for it goes back. */
function Cancelled() {
  return (
    <Notice tone="wait" icon="info">
      {t('order.cancelled')}
    </Notice>
  )
}

function Headline({ order }: { order: Order }) {
  return (
    <p class="headline">
      <BackToOrders />
      <StageMark stage={order.stage} />
      <ShipBy at={order.ship_by} stage={order.stage} />
      <span>{order.shop_name}</span>
      {order.is_gift && (
        <Mark tone="wait" icon="gift">
          {t('order.gift')}
        </Mark>
      )}
      <RuleMarks order={order} />
      <span class="faint">{t('order.purchase', { n: order.purchase_number })}</span>
    </p>
  )
}

const VIEW_ICONS = { lines: 'box', history: 'clock', rules: 'settings' } as const

function ViewLink(props: { id: number; view: OrderView; chosen: string }) {
  const path = props.view === 'lines' ? `/orders/${props.id}` : `/orders/${props.id}/${props.view}`
  return (
    <a
      class="view"
      href={link_to(path)}
      aria-current={props.view === props.chosen ? 'page' : undefined}
    >
      <Icon name={VIEW_ICONS[props.view]} size_px={16} />
      {t(`order.view.${props.view}`)}
    </a>
  )
}
