import { computed } from '@preact/signals'
import { clock_time, day_and_time, Icon, seconds_now } from '../interface'
import { t } from '../words'
import type { Stage } from './answers'

/** Minutes before the cut-off from which on an order is urgent. */
const SOON_MINUTES = 60
const DAY_MINUTES = 24 * 60

/** A row does not need every second; fifty rows that tick each second are noise. */
const minutes_now = computed(() => Math.floor(seconds_now.value / 60_000))

const WITHOUT_COUNTDOWN: readonly Stage[] = ['packed', 'shipped', 'cancelled']

/** `2時間 05分`, of whole minutes. */
export function hours_and_minutes(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return hours === 0
    ? t('span.minutes', { minutes })
    : t('span.hours', { hours, minutes: String(minutes % 60).padStart(2, '0') })
}

/** The cut-off an order has to make, and how long until then; a shape and a word warn, not only colour. */
export function ShipBy({ at, stage }: { at: string; stage: Stage }) {
  const left = Math.floor(Date.parse(at) / 60_000) - minutes_now.value
  if (WITHOUT_COUNTDOWN.includes(stage)) return <time class="faint">{day_and_time(at)}</time>
  if (left < 0) {
    return (
      <time class="ship-by ship-by-late" dateTime={at} title={day_and_time(at)}>
        <Icon name="alert" />
        {t('ship_by.late', { time: hours_and_minutes(-left) })}
      </time>
    )
  }
  if (left < DAY_MINUTES) {
    return (
      <time class={left < SOON_MINUTES ? 'ship-by ship-by-soon' : 'ship-by'} dateTime={at}>
        {left < SOON_MINUTES && <Icon name="clock" />}
        <span>{t('ship_by.left', { time: hours_and_minutes(left) })}</span>
        <span class="ship-by-at">{clock_time(at)}</span>
      </time>
    )
  }
  return (
    <time class="ship-by" dateTime={at}>
      {day_and_time(at)}
    </time>
  )
}
