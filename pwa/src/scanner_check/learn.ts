// What three scans tell about a scanner. Pure: traces in, findings and the profile of this device out.
import { is_hidden_by_input_method, type Layout, read_key, type ScannerProfile } from '../scanner'
import { normal } from '../vocabulary'
import { type CheckLabel, GS, GS1_HEAD, GS1_LOT, GS1_TAIL, JAN, OWN } from './labels'
import type { Heard } from './trace'

/** ok: as it should be. fixed: it is not, but we put it right. ng: only a setting of the scanner helps. */
export type Tone = 'ok' | 'fixed' | 'ng'

export type Property = 'path' | 'label' | 'jan' | 'end' | 'pace' | 'ime' | 'caps' | 'layout' | 'gs'

/** What was found about one property; `found` names its words, `value` goes into them. */
export type Finding = { property: Property; tone: Tone; found: string; value: string }

export type Traces = Record<CheckLabel['name'], Heard[]>

type KeyHeard = Extract<Heard, { kind: 'key' }>

/** Longer pauses than this tear scans of a scanner without terminator apart, in milliseconds. */
const GAP_MAX_MS = 450

/** Everything that the three scans tell, and what the scanner shall know from now on. */
export function learn(traces: Traces): { findings: Finding[]; profile: ScannerProfile } {
  const all = Object.values(traces).flat()
  const via = all.some(is_text) && !all.some(is_readable_key) ? 'text' : 'keys'
  const gs1 = learn_gs1(traces.gs1)
  const end = end_of(traces.jan)
  const slowest_ms = Math.round(Math.max(0, ...Object.values(traces).flatMap(gaps_of)))
  const findings: Finding[] = [
    finding('path', 'ok', via),
    content('label', text_of(traces.own, gs1.layout), OWN),
    content('jan', text_of(traces.jan, gs1.layout), JAN),
    finding('end', 'ok', end ?? 'none'),
    pace(end, slowest_ms),
    input_method(all),
    caps_lock(traces.own),
    ...gs1.findings,
  ]
  const { separator, layout } = gs1
  return {
    findings,
    profile: { via, ends: end !== null, slowest_gap_ms: slowest_ms, separator, layout },
  }
}

/** Whether this trace can be a scan of this label at all, however it was bent on its way. */
export function resembles(heard: Heard[], label: CheckLabel): boolean {
  const digits = (text: string) => text.replace(/[^0-9]/g, '')
  const text = text_of(heard, null)
  if (label.name === 'own') return /CHECK|[ァ-ヶぁ-ん]/.test(text)
  return (
    digits(text).includes(digits(label.text).slice(0, label.name === 'jan' ? 12 : 16)) &&
    (label.name === 'gs1') === digits(text).length > 15
  )
}

/** The text of a trace as the scanner module reads it, upper case, without its end. */
export function text_of(heard: Heard[], layout: Layout | null): string {
  const plain = as_it_came(heard, layout)
  return normal(plain) ?? plain
}

function as_it_came(heard: Heard[], layout: Layout | null): string {
  const said = heard.map((one) => {
    if (one.kind === 'text') return one.text
    const meaning = read_key(one, layout)
    return typeof meaning === 'object' ? meaning.character : ''
  })
  return said.join('').replace(/[\r\n\t]+$/, '')
}

function finding(property: Property, tone: Tone, found: string, value = ''): Finding {
  return { property, tone, found, value }
}

const is_text = (one: Heard) => one.kind === 'text'
const is_readable_key = (one: Heard) =>
  one.kind === 'key' && one.key.length > 0 && read_key(one) !== 'nothing' && read_key(one) !== 'end'

function content(property: 'label' | 'jan', text: string, expected: string): Finding {
  const bare = text.replace(/^[\]@[][A-Z][0-9]/, '')
  if (bare === expected) return finding(property, 'ok', 'read')
  if (property === 'jan' && bare === expected.slice(0, -1))
    return finding(property, 'ng', 'no_check', text)
  if (bare.includes(expected)) return finding(property, 'ng', 'more', text)
  return finding(property, 'ng', 'other', text)
}

/** How the scan ended; null where nothing ended it. */
function end_of(heard: Heard[]): string | null {
  const last = heard.at(-1)
  if (last === undefined) return null
  if (last.kind === 'text')
    return /[\r\n]$/.test(last.text) ? 'enter' : /\t$/.test(last.text) ? 'tab' : null
  if (read_key(last) !== 'end') return null
  return last.key === 'Tab' ? 'tab' : 'enter'
}

function gaps_of(heard: Heard[]): number[] {
  return heard.slice(1).map((one, nth) => one.at_ms - (heard[nth] as Heard).at_ms)
}

function input_method(all: Heard[]): Finding {
  const texts = all.filter(is_text).map((one) => (one.kind === 'text' ? one.text : ''))
  if (texts.some((text) => normal(text.trim()) === null)) return finding('ime', 'ng', 'kana')
  const is_on = all.some(
    (one) => one.kind === 'key' && one.code !== '' && is_hidden_by_input_method(one),
  )
  return is_on ? finding('ime', 'fixed', 'on') : finding('ime', 'ok', 'off')
}

function pace(end: string | null, slowest_ms: number): Finding {
  const is_torn = end === null && slowest_ms > GAP_MAX_MS
  return finding('pace', is_torn ? 'ng' : 'ok', is_torn ? 'torn' : 'slowest', String(slowest_ms))
}

function caps_lock(own: Heard[]): Finding {
  const is_on = own.some((one) => one.kind === 'key' && one.caps)
  const is_on_or_small = is_on || /[a-z]/.test(as_it_came(own, null))
  return is_on_or_small ? finding('caps', 'fixed', 'on') : finding('caps', 'ok', 'off')
}

/** The lot between head and tail, and what stood for the separator behind it. */
const TELLING = new RegExp(`${GS1_HEAD}10(T.1.A)(.{0,3})${GS1_TAIL}$`)

function learn_gs1(heard: Heard[]) {
  const readings = ([null, 'us', 'jis'] as const).map((layout) => ({
    layout,
    told: TELLING.exec(text_of(heard, layout)),
  }))
  const right = readings.find(({ told }) => told?.[1] === GS1_LOT)
  const [, , sent] = (right ?? readings.find(({ told }) => told !== null))?.told ?? []
  const layout = right?.layout ?? null
  const key = separator_key(heard)
  const separator = sent === '' ? key : sent !== undefined && sent !== GS ? sent : null
  return {
    layout,
    separator,
    findings: [layout_found(right, sent), separator_found(sent, separator)],
  }
}

function layout_found(
  right: { layout: Layout | null } | undefined,
  sent: string | undefined,
): Finding {
  if (right === undefined) return finding('layout', 'ng', sent === undefined ? 'unread' : 'unknown')
  return right.layout === null
    ? finding('layout', 'ok', 'same')
    : finding('layout', 'fixed', right.layout)
}

function separator_found(sent: string | undefined, separator: string | null): Finding {
  if (sent === undefined) return finding('gs', 'ng', 'unread')
  if (sent === GS) return finding('gs', 'ok', 'sent')
  if (separator === null) return finding('gs', 'ng', 'dropped')
  const is_single = [...separator].length === 1 || /^F[0-9]+$/.test(separator)
  return is_single ? finding('gs', 'fixed', 'other', separator) : finding('gs', 'ng', 'dropped')
}

/** A function key in the middle of the scan: some scanners send one for the separator. */
function separator_key(heard: Heard[]): string | null {
  const keys = heard.filter((one): one is KeyHeard => one.kind === 'key')
  return keys.find(({ key }) => /^F[0-9]{1,2}$/.test(key))?.key ?? null
}
