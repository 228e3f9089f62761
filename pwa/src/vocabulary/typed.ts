// What is typed on a screen instead of scanned: a count of pieces, a day. Mirrors server/vocabulary/typed.py.
//
// It becomes a label of ours like any other (`Q-12`, `D-20260401`), so that one record of what was
// done has one form, and a sheet of printed numbers serves gloved hands as well as the screen.

const COUNT = /^Q-(0|[1-9][0-9]{0,5})$/
const DAY = /^D-((?:20|21)[0-9]{2})([0-9]{2})([0-9]{2})$/
const FEBRUARY = 2
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** The pieces that a code says, 0 to 999,999; null for what is no count: `Q-12` is 12. */
export function count_of(code: string): number | null {
  const digits = COUNT.exec(code)?.[1]
  return digits === undefined ? null : Number(digits)
}

/** The ISO day that a code says; null for what no calendar has: `D-20260401` is 2026-04-01. */
export function day_of(code: string): string | null {
  const [, year, month, day] = DAY.exec(code) ?? []
  if (year === undefined || month === undefined || day === undefined) return null
  const days = MONTH_DAYS[Number(month) - 1]
  if (days === undefined) return null
  const last = days + (Number(month) === FEBRUARY && is_leap(Number(year)) ? 1 : 0)
  return Number(day) >= 1 && Number(day) <= last ? `${year}-${month}-${day}` : null
}

function is_leap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
