import { useState } from 'preact/hooks'
import { Button, Notice, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import { Age } from '../age'
import { type OrderPage as OrderList, STAGES } from '../answers'
import { ask_orders, reserve_waiting } from '../asks'
import { Page } from '../page'
import { Pager } from '../pager'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { concerns_orders } from './concerns'
import { type Filters, OrderFilters } from './order_filters'
import { OrderTable } from './order_table'
import { OrdersQuiet } from './orders_quiet'
import { StageTabs } from './stage_tabs'

const PAGE_SIZE = 50

/** 受注一覧: every order, by stage, live. */
export function OrdersPage() {
  const { ask_for } = use_address()
  const asked = use_asked()
  const { filters } = asked
  const answer = use_answer(
    JSON.stringify(asked),
    () => ask_orders({ ...filters, page: asked.page, page_size: PAGE_SIZE }),
    concerns_orders,
  )
  const found = answer.value
  return (
    <Page title={t('orders.title')} actions={<Age of={answer} />}>
      <StageTabs counts={found?.counts ?? {}} chosen={filters.stage} query={filters} />
      <div class="bar">
        <OrderFilters filters={filters} on_change={(wanted) => ask_for(wanted)} />
        {(found?.counts['waiting'] ?? 0) > 0 && <ReserveAgain on_done={answer.again} />}
      </div>
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {found === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {found !== null && <Found found={found} asked={asked} busy={answer.busy} />}
    </Page>
  )
}

type Asked = { filters: Filters; page: number }

/** The filters and the page, from the address. */
function use_asked(): Asked {
  const { query } = use_address()
  const { stage = '', shop = '', carrier = '', q = '', page = '1' } = query
  return {
    filters: { stage: STAGES.find((known) => known === stage) ?? '', shop, carrier, q },
    page: Math.max(1, Number.parseInt(page, 10) || 1),
  }
}

function Found({ found, asked, busy }: { found: OrderList; asked: Asked; busy: boolean }) {
  const { go } = use_address()
  const { filters, page } = asked
  if (found.orders.length === 0) return <OrdersQuiet filters={filters} counts={found.counts} />
  return (
    <>
      <div class={`rows-frame${busy ? ' rows-busy' : ''}`}>
        <OrderTable orders={found.orders} on_open={(id) => go(`/orders/${id}`)} />
      </div>
      <footer class="rows-foot">
        <span class="keys-hint">
          <kbd>↑</kbd> <kbd>↓</kbd> {t('orders.keys.walk')} <kbd>Enter</kbd> {t('orders.keys.open')}{' '}
          <kbd>/</kbd> {t('orders.keys.search')}
        </span>
        <Pager
          page={page}
          page_size={PAGE_SIZE}
          total={found.total}
          href={(other) => link_to('/orders', { ...filters, page: other })}
        />
      </footer>
    </>
  )
}

/** Stock may have come since: try those that wait once more. */
function ReserveAgain({ on_done }: { on_done: () => void }) {
  const [busy, set_busy] = useState(false)
  const [outcome, tell] = useState<string | null>(null)
  const reserve = async () => {
    set_busy(true)
    const { value } = await reserve_waiting()
    set_busy(false)
    tell(value === null ? t('fault.server') : t('orders.reserved_again', value))
    on_done()
  }
  return (
    <div class="bar-end">
      {outcome !== null && (
        <Notice tone="calm" icon="info">
          {outcome}
        </Notice>
      )}
      <Button icon="refresh" busy={busy} on_press={() => void reserve()}>
        {t('orders.reserve_again')}
      </Button>
    </div>
  )
}
