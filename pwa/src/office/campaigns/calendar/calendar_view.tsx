import './calendar.css'
import { useEffect, useState } from 'preact/hooks'
import { Button, Quiet, Spinner } from '../../../interface'
import { t } from '../../../words'
import type { Refusal } from '../../ask'
import { shop_name } from '../../names'
import { Trouble } from '../../trouble'
import { ask_calendar, type Calendar, type CalendarCampaign } from './ask'
import { CalendarRow } from './calendar_row'
import { looked_sentence } from './calendar_said'
import { days_after, monday_of, mondays_of, place_of, type Weeks } from './weeks'

const WEEKS_SHOWN = 13
/** A week that is over stays in sight: what has just ended explains what comes. */
const WEEKS_BEFORE = 1
const WEEKS_TURNED = 4
const WEEK_DAYS = 7

/** カレンダー: weeks across, the campaigns of each shop as bars, and what is to be known of them. */
export function CalendarView({ owner }: { owner: string }) {
  const [calendar, learn] = useState<Calendar | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [turned, turn] = useState(0)
  useEffect(() => {
    let wanted = true
    void ask_calendar(owner).then((said) => {
      if (!wanted) return
      refuse(said.refusal)
      learn(said.value)
    })
    return () => {
      wanted = false
    }
  }, [owner])
  if (refusal !== null) return <Trouble refusal={refusal} />
  if (calendar === null) return <Spinner label={t('calendar.asking')} />
  if (calendar.campaigns.length === 0) {
    return (
      <Quiet icon="flyer" title={t('campaigns.none')}>
        {t('campaigns.none.hint')}
      </Quiet>
    )
  }
  const first = days_after(monday_of(calendar.today), (turned - WEEKS_BEFORE) * WEEK_DAYS)
  const weeks = { first, weeks: WEEKS_SHOWN }
  return (
    <section class="calendar" aria-label={t('campaigns.view.calendar')}>
      <div class="calendar-bar">
        <p class="calendar-looked">{looked_sentence(calendar)}</p>
        <Button icon="arrow_left" on_press={() => turn(turned - WEEKS_TURNED)}>
          {t('calendar.before')}
        </Button>
        <Button disabled={turned === 0} on_press={() => turn(0)}>
          {t('calendar.now')}
        </Button>
        <Button icon="arrow_right" on_press={() => turn(turned + WEEKS_TURNED)}>
          {t('calendar.after')}
        </Button>
      </div>
      <Sheet calendar={calendar} weeks={weeks} />
    </section>
  )
}

function Sheet({ calendar, weeks }: { calendar: Calendar; weeks: Weeks }) {
  const named = new Map(calendar.campaigns.map(({ id, name }) => [id, name]))
  return (
    <div class="calendar-sheet">
      <div class="calendar-head">
        <span class="calendar-head-name">{t('campaigns.col.campaign')}</span>
        <ol class="calendar-weeks">
          {mondays_of(weeks).map((monday) => (
            <li key={monday}>
              {is_first_of_year(monday) && <b class="calendar-year">{monday.slice(0, 4)}</b>}
              {week_said(monday)}
            </li>
          ))}
          <Today at={place_of(calendar.today, weeks)} />
        </ol>
      </div>
      {groups_of(calendar).map(({ shop, campaigns }) => (
        <section key={shop} class="calendar-shop" aria-label={shop}>
          <h2>{shop}</h2>
          {campaigns.map((campaign) => (
            <CalendarRow
              key={campaign.id}
              campaign={campaign}
              calendar={calendar}
              weeks={weeks}
              named={named}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

/** Whether a week is the first of its year; the year stands above it. */
const is_first_of_year = (monday: string): boolean =>
  days_after(monday, -WEEK_DAYS).slice(0, 4) !== monday.slice(0, 4)

const week_said = (monday: string): string => monday.slice(5).split('-').map(Number).join('/')

function Today({ at }: { at: number | null }) {
  if (at === null) return null
  return (
    <li class="calendar-today" style={{ left: `${at}%` }}>
      {t('calendar.today')}
    </li>
  )
}

/** The campaigns by shop: those of every shop first, then the shops in the house's order. */
function groups_of({ campaigns, shops }: Calendar) {
  const of_shop = (code: string | null) => campaigns.filter(({ shop }) => shop === code)
  const groups: { shop: string; campaigns: CalendarCampaign[] }[] = [
    { shop: t('campaign.shop.all'), campaigns: of_shop(null) },
    ...shops.map(({ code }) => ({ shop: shop_name(code), campaigns: of_shop(code) })),
  ]
  return groups.filter((group) => group.campaigns.length > 0)
}
