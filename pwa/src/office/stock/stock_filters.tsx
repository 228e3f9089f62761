import { useState } from 'preact/hooks'
import { t } from '../../words'
import { Pick, SearchBox } from '../search_box'
import { type Asked, KINDS, type StockList } from './asks'

const RESTING_DAYS = ['30', '60', '90', '180', '365']
const RESTING_DAYS_FIRST = '90'
const EXPIRING_DAYS = ['0', '7', '14', '30', '60', '90']

type StockFiltersProps = {
  asked: Asked
  /** Null where the list is not searched: movements are narrowed by what one came from. */
  owners: StockList['owners'] | null
  on_change: (change: Partial<Asked>) => void
}

/** Search, owner, kind of place, days, and the moment. */
export function StockFilters({ asked, owners, on_change }: StockFiltersProps) {
  return (
    <search class="filters stock-filters">
      {owners !== null && (
        <>
          <SearchBox
            label={t('books.search')}
            hint={t('books.search.hint')}
            value={asked.q}
            on_search={(q) => on_change({ q })}
          />
          <Pick
            label={t('books.owner')}
            every={t('books.every_owner')}
            value={asked.owner}
            choices={owners}
            on_choose={(owner) => on_change({ owner })}
          />
          <Pick
            label={t('books.kind')}
            every={t('books.every_kind')}
            value={asked.kind}
            choices={KINDS.map((code) => ({ code, name: t(`books.kind.${code}`) }))}
            on_choose={(kind) => on_change({ kind })}
          />
        </>
      )}
      <Days asked={asked} on_change={on_change} />
      <MomentField at={asked.at} on_choose={(at) => on_change({ at })} />
    </search>
  )
}

function Days({ asked, on_change }: Omit<StockFiltersProps, 'owners'>) {
  if (asked.view === 'resting') {
    return (
      <Pick
        label={t('books.days.resting')}
        every={null}
        value={asked.days === '' ? RESTING_DAYS_FIRST : asked.days}
        choices={RESTING_DAYS.map((n) => ({
          code: n,
          name: t('books.days.resting.choice', { n }),
        }))}
        on_choose={(days) => on_change({ days })}
      />
    )
  }
  if (asked.view !== 'expiring') return null
  return (
    <Pick
      label={t('books.days.expiring')}
      every={t('books.days.expiring.all')}
      value={asked.days}
      choices={EXPIRING_DAYS.map((n) => ({
        code: n,
        name: t('books.days.expiring.choice', { n }),
      }))}
      on_choose={(days) => on_change({ days })}
    />
  )
}

/** A past moment, in the time of the warehouse. It is asked for when the field is left or Enter is pressed. */
function MomentField({ at, on_choose }: { at: string; on_choose: (at: string) => void }) {
  const [typed, type] = useState<string | null>(null)
  const choose = () => {
    if (typed !== null && typed !== at) on_choose(typed.slice(0, 16))
    type(null)
  }
  return (
    <label class={`stock-moment${at === '' ? '' : ' stock-moment-set'}`}>
      <span>{t('books.at')}</span>
      <input
        type="datetime-local"
        value={typed ?? at}
        onInput={(event) => type(event.currentTarget.value)}
        onBlur={choose}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose()
        }}
      />
    </label>
  )
}
