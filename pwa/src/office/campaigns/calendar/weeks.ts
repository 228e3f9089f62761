// The weeks that a calendar shows, and where days lie on them. Pure; days are ISO strings.

const DAY_MS = 86_400_000
const WEEK_DAYS = 7

/** The weeks on the screen: from a Monday on. */
export type Weeks = { first: string; weeks: number }

/** Where a row of days lies, in hundredths of the width, and whether it goes on beyond the edge. */
export type Stretch = {
  left_percent: number
  width_percent: number
  goes_on_before: boolean
  goes_on_after: boolean
}

const number_of = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS
const day_of = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10)

/** The day so many days after. */
export const days_after = (day: string, days: number): string => day_of(number_of(day) + days)

/** The Monday of a day's week. The first day of 1970 was a Thursday. */
export function monday_of(day: string): string {
  const number = number_of(day)
  return day_of(number - ((number + 3) % WEEK_DAYS))
}

/** The Monday of each week. */
export const mondays_of = ({ first, weeks }: Weeks): string[] =>
  Array.from({ length: weeks }, (_, nth) => days_after(first, nth * WEEK_DAYS))

/** Where a day begins, in hundredths of the width; null where it is not shown. */
export function place_of(day: string, { first, weeks }: Weeks): number | null {
  const days = number_of(day) - number_of(first)
  return days < 0 || days >= weeks * WEEK_DAYS ? null : (days * 100) / (weeks * WEEK_DAYS)
}

/** Where days from one to another lie, both included; no first or last day is for ever. */
export function stretch_of(
  from: string | null,
  until: string | null,
  { first, weeks }: Weeks,
): Stretch | null {
  const whole = weeks * WEEK_DAYS
  const begins = from === null ? -1 : number_of(from) - number_of(first)
  const ends = until === null ? whole + 1 : number_of(until) - number_of(first) + 1
  const left = Math.max(0, begins)
  const right = Math.min(whole, ends)
  if (left >= right) return null
  return {
    left_percent: (left * 100) / whole,
    width_percent: ((right - left) * 100) / whole,
    goes_on_before: begins < 0,
    goes_on_after: ends > whole,
  }
}
