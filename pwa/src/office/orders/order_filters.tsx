import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../interface'
import { t } from '../../words'
import type { Stage } from '../answers'
import { carriers, shops, spoken } from '../names'

export type Filters = { stage: Stage | ''; shop: string; carrier: string; q: string }

type OrderFiltersProps = {
  filters: Filters
  on_change: (filters: Filters) => void
}

/** A pause in typing after which the server is asked. */
const TYPING_MS = 250

/** Search, shop and carrier. `/` jumps into the search from anywhere on the page. */
export function OrderFilters({ filters, on_change }: OrderFiltersProps) {
  return (
    <search class="filters">
      <SearchBox value={filters.q} on_search={(q) => on_change({ ...filters, q })} />
      <Choice
        label={t('orders.shop')}
        every={t('orders.every_shop')}
        value={filters.shop}
        choices={shops.value.map(({ code, name }) => ({ code, name }))}
        on_choose={(shop) => on_change({ ...filters, shop })}
      />
      <Choice
        label={t('orders.carrier')}
        every={t('orders.every_carrier')}
        value={filters.carrier}
        choices={carriers.value.map(({ code, name }) => ({ code, name: spoken(name) }))}
        on_choose={(carrier) => on_change({ ...filters, carrier })}
      />
    </search>
  )
}

function SearchBox({ value, on_search }: { value: string; on_search: (q: string) => void }) {
  const field = useRef<HTMLInputElement>(null)
  const [typed, type] = useState(value)
  const newest = useRef(on_search)
  newest.current = on_search
  useEffect(() => type(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => newest.current(typed), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, value])
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return
      event.preventDefault()
      field.current?.select()
    }
    addEventListener('keydown', jump)
    return () => removeEventListener('keydown', jump)
  }, [])
  return (
    <label class="search">
      <Icon name="search" />
      <span class="unseen">{t('orders.search')}</span>
      <input
        ref={field}
        type="search"
        value={typed}
        placeholder={t('orders.search.hint')}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => type(event.currentTarget.value)}
      />
      <kbd>/</kbd>
    </label>
  )
}

function Choice(props: {
  label: string
  every: string
  value: string
  choices: readonly { code: string; name: string }[]
  on_choose: (code: string) => void
}) {
  return (
    <label class={`pick${props.value === '' ? '' : ' pick-set'}`}>
      <span class="unseen">{props.label}</span>
      <select value={props.value} onChange={(event) => props.on_choose(event.currentTarget.value)}>
        <option value="">{props.every}</option>
        {props.choices.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
