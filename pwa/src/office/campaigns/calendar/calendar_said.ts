// What the calendar says of a campaign, in plain sentences.
import { language, t, type Word } from '../../../words'
import { number_said } from '../../rules'
import { day_said } from '../said'
import type { Calendar, CalendarCampaign, CalendarMark } from './ask'

/** From which day to which; what has no end says only when it begins. */
export function days_said(first: string | null, last: string | null): string {
  if (first === null && last === null) return t('campaign.window.always')
  if (last === null) return t('calendar.from', { day: day_said(first) })
  if (first === null) return t('calendar.until', { day: day_said(last) })
  return t('campaign.window', { from: day_said(first), until: day_said(last) })
}

/** Until when the flyers last. */
export function reach_sentence({ gone_on, earliest_gone_on, forecast }: CalendarCampaign): string {
  if (forecast === null) return ''
  if (forecast.orders === 0 || forecast.is_few) return t('calendar.reach.unknown')
  if (gone_on === null) return t('calendar.reach.lasts')
  const day = day_said(gone_on)
  if (earliest_gone_on === null || earliest_gone_on === gone_on) {
    return t('calendar.reach.gone', { day })
  }
  return t('calendar.reach.gone_earliest', { day, earliest: day_said(earliest_gone_on) })
}

/** How many flyers a week is expected to want, and what says so. */
export function forecast_sentence(
  { forecast }: CalendarCampaign,
  { looked_days: days }: Calendar,
): string {
  // Above the sheet it says that no day is over yet.
  if (forecast === null || days === 0) return ''
  if (forecast.orders === 0) return t('calendar.forecast.none', { days })
  const values = { days, n: number_said(forecast.orders) }
  if (forecast.is_few) return t('calendar.forecast.few', values)
  return t('calendar.forecast', {
    ...values,
    pieces: about(forecast.pieces_a_week),
    low: about(forecast.pieces_a_week_low),
    high: about(forecast.pieces_a_week_high),
  })
}

/** Whole pieces, and tenths where there are few. */
export const about = (pieces: number): string =>
  number_said(pieces < 10 ? pieces : Math.round(pieces))

/** A weekday in short, by its number from Monday on. The first day of 2024 was a Monday. */
export const weekday_said = (weekday: number): string =>
  new Date(Date.UTC(2024, 0, 1 + weekday)).toLocaleDateString(language.value, {
    weekday: 'short',
    timeZone: 'UTC',
  })

/** Which orders the forecasts are from. */
export function looked_sentence({ looked_from, looked_days: days, every_nth }: Calendar): string {
  if (days === 0) return t('calendar.looked.none')
  const looked = t('calendar.looked', { from: day_said(looked_from), days })
  return every_nth === 1 ? looked : `${looked} ${t('calendar.every_nth', { n: every_nth })}`
}

/** One mark as a sentence; `named` calls the other campaigns by name. */
export function mark_sentence(mark: CalendarMark, named: ReadonlyMap<number, string>): string {
  const names = mark.others.map((number) => named.get(number) ?? '').join(t('calendar.names'))
  const days = days_said(mark.first_day, mark.last_day)
  const day = day_said(mark.first_day)
  const until = day_said(mark.last_day)
  return t(word_of(mark), {
    names,
    days,
    day,
    until,
    n: mark.pieces ?? 0,
    max: mark.pieces_max ?? 0,
  })
}

function word_of({ kind, this_wins }: CalendarMark): Word {
  if (kind !== 'same_group') return `calendar.mark.${kind}`
  return this_wins ? 'calendar.mark.same_group.first' : 'calendar.mark.same_group.second'
}
