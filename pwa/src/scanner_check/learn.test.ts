// What three scans tell, for scanners as they leave their box.
// @vitest-environment node
import { expect, test } from 'vitest'
import { label_of } from '../vocabulary'
import { bars_of, CHECK_LABELS, GS, GS1, JAN, OWN } from './labels'
import { learn, resembles, type Traces } from './learn'
import type { Heard } from './trace'

type KeyHeard = Extract<Heard, { kind: 'key' }>

const KEY = {
  kind: 'key',
  code: '',
  keyCode: 0,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  isComposing: false,
  caps: false,
} as const
const ENTER: Partial<KeyHeard> = { key: 'Enter', code: 'Enter' }
const CTRL_BRACKET: Partial<KeyHeard> = { key: ']', code: 'BracketRight', ctrlKey: true }

function code_of(character: string): string {
  if (/[0-9]/.test(character)) return `Digit${character}`
  return character === '-' ? 'Minus' : `Key${character.toUpperCase()}`
}

/** The keys of a label, as a US scanner presses them; `bend` says what a device makes of one. */
function keys(
  text: string,
  bend: (key: KeyHeard) => Partial<KeyHeard> = () => ({}),
  end: Partial<KeyHeard>[] = [ENTER],
): Heard[] {
  const signs: Record<string, Partial<KeyHeard>> = {
    '+': { key: '+', code: 'Equal', shiftKey: true },
    _: { key: '_', code: 'Minus', shiftKey: true },
    [GS]: CTRL_BRACKET,
  }
  const pressed = [...text].map((key) => ({
    ...KEY,
    at_ms: 0,
    key,
    code: code_of(key),
    ...signs[key],
  }))
  const ended = end.map((key) => ({ ...KEY, at_ms: 0, key: '', ...key }))
  return [...pressed.map((key) => ({ ...key, ...bend(key) })), ...ended].map((key, nth) => ({
    ...key,
    at_ms: nth * 12,
  }))
}

const traces = (of: (text: string) => Heard[]): Traces => ({
  own: of(OWN),
  jan: of(JAN),
  gs1: of(GS1),
})

function told(from: Traces): Record<string, string> {
  return Object.fromEntries(
    learn(from).findings.map(({ property, tone, found }) => [property, `${tone} ${found}`]),
  )
}

test('a scanner with Enter and Ctrl+] has nothing to put right', () => {
  const { findings, profile } = learn(traces((text) => keys(text)))
  expect(findings.filter(({ tone }) => tone !== 'ok')).toEqual([])
  expect(profile).toEqual({
    via: 'keys',
    ends: true,
    slowest_gap_ms: 12,
    separator: null,
    layout: null,
  })
})

test('text that is injected without end, separators included, is as good', () => {
  const from = traces((text) => [{ kind: 'text', at_ms: 5, text }])
  expect(learn(from).profile).toEqual({
    via: 'text',
    ends: false,
    slowest_gap_ms: 0,
    separator: null,
    layout: null,
  })
  expect(told(from)).toMatchObject({
    path: 'ok text',
    end: 'ok none',
    gs: 'ok sent',
    layout: 'ok same',
  })
})

test('a US scanner at a JIS device is understood from now on', () => {
  const on_jis: Record<string, string> = { '+': '~', _: '=' }
  const from = traces((text) => keys(text, ({ key }) => ({ key: on_jis[key] ?? key })))
  expect(told(from)).toMatchObject({ layout: 'fixed us', gs: 'ok sent', label: 'ok read' })
  expect(learn(from).profile.layout).toBe('us')
})

test('so is a JIS scanner at a US device', () => {
  const jis: Record<string, Partial<KeyHeard>> = {
    '+': { key: ':', code: 'Semicolon', shiftKey: true },
    _: { key: '|', code: 'IntlRo', shiftKey: true },
  }
  expect(told(traces((text) => keys(text, ({ key }) => jis[key] ?? {})))).toMatchObject({
    layout: 'fixed jis',
  })
})

test.each([
  [{ key: '|', code: 'Backslash', shiftKey: true, ctrlKey: false }, '|', 'fixed other'],
  [{ key: 'F8', code: 'F8', ctrlKey: false }, 'F8', 'fixed other'],
  [{ key: 'Shift', code: 'ShiftLeft', ctrlKey: false }, null, 'ng dropped'],
] as const)('the separator sent as %j', (sent, separator, found) => {
  const from = traces((text) => keys(text, ({ ctrlKey }) => (ctrlKey ? sent : {})))
  expect(told(from)['gs']).toBe(found)
  expect(learn(from).profile.separator).toBe(separator)
})

test('Japanese input that is on is seen, and read through', () => {
  const from = traces((text) =>
    keys(text, ({ ctrlKey }) => (ctrlKey ? {} : { key: 'Process', keyCode: 229 })),
  )
  expect(told(from)).toMatchObject({ ime: 'fixed on', label: 'ok read', jan: 'ok read' })
})

test('letters that became kana cannot be put right here', () => {
  const from = {
    ...traces((text) => keys(text)),
    own: [{ kind: 'text' as const, at_ms: 1, text: 'Xーちぇck' }],
  }
  expect(told(from)).toMatchObject({ ime: 'ng kana', label: 'ng other' })
})

test('Caps Lock, a missing check digit, a prefix', () => {
  expect(told(traces((text) => keys(text.toLowerCase())))['caps']).toBe('fixed on')
  expect(told({ ...traces((text) => keys(text)), jan: keys(JAN.slice(0, -1)) })['jan']).toBe(
    'ng no_check',
  )
  expect(told({ ...traces((text) => keys(text)), own: keys(`A${OWN}`) })['label']).toBe('ng more')
})

test('each label is told from the others', () => {
  for (const heard of CHECK_LABELS) {
    for (const asked of CHECK_LABELS) {
      expect([heard.name, asked.name, resembles(keys(heard.text), asked)]).toEqual([
        heard.name,
        asked.name,
        heard === asked,
      ])
    }
  }
})

test('the labels are right', () => {
  expect(label_of('X-CHECK')).toBe(OWN)
  for (const { widths } of CHECK_LABELS)
    expect(bars_of(widths).modules).toBe(
      20 + [...widths].reduce((sum, width) => sum + Number(width), 0),
    )
})
