// GS1 element strings: product, lot, dates and counts in one code. Mirrors server/vocabulary/gs1.py.
import { gtin14 } from './check_digits'
import { GS } from './text'

/** Product, contents, days, and net weight (310n: kilograms with n decimals): no separator behind them. */
const FIXED = /^(?:0[12]|1[157]|310[0-5])/
/** Lot, serial number and counts: a separator ends them, or the end of the text. */
const VARIABLE = /^(?:10|21|30|37)/
const NAME = /^[!"%-?A-Z_]{1,20}$/
const COUNT = /^[0-9]{1,8}$/
const LEADING_SEPARATORS = new RegExp(`^${GS}+`)
const SIX_DIGITS = /^[0-9]{6}$/

/**
 * Two digits mean the year that is next: 51 and more ahead of 2026 is the century before (GS1 General
 * Specifications, 7.12). Fixed, so that a device and the server never differ at a new year; no goods on
 * a shelf expire near its ends, 1977 and 2076.
 */
const FIRST_YEAR_OF_1900 = 77

/** What an element string says; null for what it does not mention. */
export type Elements = {
  readonly gtin: string | null
  readonly lot: string | null
  readonly serial: string | null
  readonly expires_on: string | null
  readonly quantity: number
}

/** Whether a text begins with an element that we read. */
export function begins_with_element(text: string): boolean {
  return FIXED.test(text) || VARIABLE.test(text)
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
    serial: values.get('21') ?? null,
    expires_on: expires === null ? null : day_of(expires),
    quantity: Number(values.get('37') ?? values.get('30') ?? '1'),
  }
}

export function without_leading_separators(text: string): string {
  return text.replace(LEADING_SEPARATORS, '')
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
    const ai = (FIXED.exec(rest) ?? VARIABLE.exec(rest))?.[0] ?? ''
    const value = value_of(ai, rest.slice(ai.length))
    if (values.has(ai) || !is_valid(ai, value)) return null
    values.set(ai, value)
    rest = without_leading_separators(rest.slice(ai.length + value.length))
  }
  return values
}

function value_of(ai: string, text: string): string {
  if (VARIABLE.test(ai)) return text.split(GS, 1)[0] ?? ''
  return text.slice(0, is_gtin(ai) ? 14 : 6)
}

const is_gtin = (ai: string) => ai === '01' || ai === '02'

function is_valid(ai: string, value: string): boolean {
  if (is_gtin(ai)) return value.length === 14 && gtin14(value) !== null
  if (ai === '10' || ai === '21') return NAME.test(value)
  if (VARIABLE.test(ai)) return COUNT.test(value) && Number(value) > 0
  return ai.length > 2 ? SIX_DIGITS.test(value) : ai !== '' && day_of(value) !== null
}

/** A day as ISO text; day 00 is the last of the month, as GS1 has it. */
function day_of(yymmdd: string): string | null {
  if (!SIX_DIGITS.test(yymmdd)) return null
  const [years, month, day] = [0, 2, 4].map((start) => Number(yymmdd.slice(start, start + 2))) as [
    number,
    number,
    number,
  ]
  if (month < 1 || month > 12) return null
  const year = years + (years < FIRST_YEAR_OF_1900 ? 2000 : 1900)
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  if (day > last) return null
  const day_text = String(day === 0 ? last : day).padStart(2, '0')
  return `${year}-${yymmdd.slice(2, 4)}-${day_text}`
}

function swallows_an_element(value: string): boolean {
  return [...value].some((_, start) => {
    const rest = value.slice(start)
    return start > 0 && FIXED.test(rest) && values_of(rest) !== null
  })
}
