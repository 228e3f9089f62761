// GS1 element strings: product, lot, dates and counts in one code. Mirrors server/vocabulary/gs1.py.
import { gtin14 } from './check_digits'
import { GS } from './text'

/** Characters of the elements that need no separator behind them. */
const FIXED_LENGTH: ReadonlyMap<string, number> = new Map([
  ['01', 14],
  ['02', 14],
  ['11', 6],
  ['15', 6],
  ['17', 6],
])

const VARIABLE: ReadonlyMap<string, RegExp> = new Map([
  ['10', /^[!"%-?A-Z_]{1,20}$/],
  ['21', /^[!"%-?A-Z_]{1,20}$/],
  ['30', /^[0-9]{1,8}$/],
  ['37', /^[0-9]{1,8}$/],
])

const DATE = /^[0-9]{6}$/
const FEBRUARY = 2
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** What an element string says; null for what it does not mention. */
export type Elements = {
  readonly gtin: string | null
  readonly lot: string | null
  readonly expires_on: string | null
  readonly quantity: number
}

/** Whether a text begins with an element that we read. */
export function begins_with_element(text: string): boolean {
  const ai = text.slice(0, 2)
  return FIXED_LENGTH.has(ai) || VARIABLE.has(ai)
}

/**
 * What a GS1 element string says, without its symbology identifier.
 *
 * Null when it cannot be trusted: a wrong check digit, a date that is none, an unknown element
 * in the middle, contents without their count, or a lot that has swallowed the element behind
 * it because the scanner dropped the separator. A swallowed count (`30`, `37`) looks like the
 * end of a lot number and cannot be told.
 */
export function elements_of(text: string): Elements | null {
  const values = values_of(text)
  if (values === null || contradicts_itself(values)) return null
  // Where separators arrive, the end of a lot is certain; without any, it is a guess.
  if (!text.includes(GS)) {
    if (['10', '21'].some((ai) => swallows_an_element(values.get(ai) ?? ''))) return null
  }
  const expires = values.get('17') ?? values.get('15') ?? null
  return {
    gtin: values.get('01') ?? values.get('02') ?? null,
    lot: values.get('10') ?? null,
    expires_on: expires === null ? null : day_of(expires),
    quantity: Number(values.get('37') ?? values.get('30') ?? '1'),
  }
}

export function without_leading_separators(text: string): string {
  let start = 0
  while (text.charAt(start) === GS) start += 1
  return text.slice(start)
}

function contradicts_itself(values: ReadonlyMap<string, string>): boolean {
  return (
    (values.has('01') && values.has('02')) ||
    (values.has('30') && values.has('37')) ||
    (values.has('02') && !values.has('37'))
  )
}

function values_of(text: string): Map<string, string> | null {
  const values = new Map<string, string>()
  let rest = without_leading_separators(text)
  while (rest !== '') {
    const ai = rest.slice(0, 2)
    const length = FIXED_LENGTH.get(ai)
    const end = length === undefined ? rest.indexOf(GS) : 2 + length
    const value = end < 0 ? rest.slice(2) : rest.slice(2, end)
    if (values.has(ai) || !is_valid(ai, value)) return null
    values.set(ai, value)
    rest = without_leading_separators(rest.slice(2 + value.length))
  }
  return values
}

function is_valid(ai: string, value: string): boolean {
  if (ai === '01' || ai === '02') return value.length === 14 && gtin14(value) !== null
  if (FIXED_LENGTH.has(ai)) return day_of(value) !== null
  if (!VARIABLE.get(ai)?.test(value)) return false
  return (ai !== '30' && ai !== '37') || Number(value) > 0
}

/** A day as ISO text, this century; day 00 is the last of the month, as GS1 has it. */
function day_of(yymmdd: string): string | null {
  if (!DATE.test(yymmdd)) return null
  const [year, month, day] = [0, 2, 4].map((start) => Number(yymmdd.slice(start, start + 2))) as [
    number,
    number,
    number,
  ]
  const days = MONTH_DAYS[month - 1]
  if (days === undefined) return null
  const last = days + (month === FEBRUARY && year % 4 === 0 ? 1 : 0)
  if (day > last) return null
  const day_text = String(day === 0 ? last : day).padStart(2, '0')
  return `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${day_text}`
}

function swallows_an_element(value: string): boolean {
  for (let start = 1; start < value.length; start += 1) {
    if (FIXED_LENGTH.has(value.slice(start, start + 2)) && values_of(value.slice(start)) !== null) {
      return true
    }
  }
  return false
}
