import { t } from '../../words'
import type { Stage } from '../answers'
import { carriers, shops, spoken } from '../names'
import { Pick, SearchBox } from '../search_box'

export type Filters = { stage: Stage | ''; shop: string; carrier: string; q: string }

type OrderFiltersProps = {
  filters: Filters
  on_change: (filters: Filters) => void
}

/** Search, shop and carrier. */
export function OrderFilters({ filters, on_change }: OrderFiltersProps) {
  return (
    <search class="filters">
      <SearchBox
        label={t('orders.search')}
        hint={t('orders.search.hint')}
        value={filters.q}
        on_search={(q) => on_change({ ...filters, q })}
      />
      <Pick
        label={t('orders.shop')}
        every={t('orders.every_shop')}
        value={filters.shop}
        choices={shops.value.map(({ code, name }) => ({ code, name }))}
        on_choose={(shop) => on_change({ ...filters, shop })}
      />
      <Pick
        label={t('orders.carrier')}
        every={t('orders.every_carrier')}
        value={filters.carrier}
        choices={carriers.value.map(({ code, name }) => ({ code, name: spoken(name) }))}
        on_choose={(carrier) => on_change({ ...filters, carrier })}
      />
    </search>
  )
}
