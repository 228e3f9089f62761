// What one key of a scanner says, whatever keyboard layout or input method stands in between. Pure.

/** Stands for a key whose character cannot be known: no label contains it, so the scan is refused, never misread. */
export const UNKNOWN_CHARACTER = '\uFFFD'

export const GROUP_SEPARATOR = '\u001D'

/** What a key does: a character, the end of a scan, or nothing to the scanner. */
export type KeyMeaning = { character: string } | 'end' | 'nothing'

export type Key = Pick<
  KeyboardEvent,
  'key' | 'code' | 'keyCode' | 'isComposing' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'
>

/** The keyboard that a scanner pretends to be. */
export type Layout = 'us' | 'jis'

const ENDS = new Set(['Enter', 'Tab', 'NumpadEnter', '\r', '\n', '\t'])

// Each physical key and its signs, without and with Shift, on both keyboards. JIS alone has the two last.
const SIGNS: Record<string, Record<Layout, string>> = {
  Minus: { us: '-_', jis: '-=' },
  Equal: { us: '=+', jis: '^~' },
  BracketLeft: { us: '[{', jis: '@`' },
  BracketRight: { us: ']}', jis: '[{' },
  Backslash: { us: '\\|', jis: ']}' },
  Semicolon: { us: ';:', jis: ';+' },
  Quote: { us: '\'"', jis: ':*' },
  Backquote: { us: '`~', jis: '' },
  Comma: { us: ',<', jis: ',<' },
  Period: { us: '.>', jis: '.>' },
  Slash: { us: '/?', jis: '/?' },
  Space: { us: '  ', jis: '  ' },
  IntlRo: { us: '', jis: '\\_' },
  IntlYen: { us: '', jis: '\\|' },
}
const SHIFTED_DIGITS: Record<Layout, string> = { us: ')!@#$%^&*(', jis: '\uFFFD!"#$%&\'()' }
const NUMPAD: Record<string, string> = {
  NumpadSubtract: '-',
  NumpadDecimal: '.',
  NumpadDivide: '/',
  NumpadAdd: '+',
  NumpadMultiply: '*',
  NumpadComma: ',',
}

/**
 * Read one keydown.
 *
 * - Ctrl+] is GS (FNC1 of GS1 codes); told by the physical key, because layouts move the bracket.
 * - An input method (IME) hides the character (keyCode 229) but not the physical key: it is read from `code`.
 * - Alt is not a filter: some Zebra firmware sets it on every key of a scan.
 * - A sign that US and JIS keyboards have on different keys is what the device says it is, unless a scanner
 *   check has found out which keyboard the scanner pretends to be.
 *
 * @param layout the scanner's keyboard, where it is known.
 */
export function read_key(key: Key, layout: Layout | null = null): KeyMeaning {
  if (ENDS.has(key.key) || ENDS.has(key.code)) return 'end'
  if (key.ctrlKey) {
    const control = read_control(key)
    // Ctrl and Alt together are AltGr, which types characters.
    if (control !== 'nothing' || !key.altKey) return control
  }
  if (key.metaKey) return 'nothing'
  const character = is_hidden_by_input_method(key)
    ? read_physical(key, layout)
    : read_shown(key, layout)
  return character === null ? 'nothing' : { character }
}

/** Whether an input method has taken the key; the first key of a composition only shows it by its keyCode. */
export function is_hidden_by_input_method(key: Key): boolean {
  return key.isComposing || key.keyCode === 229 || key.key === 'Process'
}

// On a JIS keyboard the bracket is on the key that is the backslash on a US one.
const BRACKETS = new Set(['BracketRight', 'Backslash'])

function read_control(key: Key): KeyMeaning {
  const is_bracket = BRACKETS.has(key.code) || key.key === ']' || key.key === GROUP_SEPARATOR
  if (is_bracket) return { character: GROUP_SEPARATOR }
  // Ctrl+M and Ctrl+J are how some scanners send CR and LF.
  if (key.code === 'KeyM' || key.code === 'KeyJ') return 'end'
  return 'nothing'
}

function read_shown(key: Key, layout: Layout | null): string | null {
  const sign = layout === null ? null : (sign_of(key, layout) ?? digit_of(key, layout))
  if (sign !== null) return sign
  if ([...key.key].length === 1) return key.key
  // A key that waits for the next one (´, ~): dropping it would make another code of this one.
  return key.key === 'Dead' ? UNKNOWN_CHARACTER : null
}

function read_physical(key: Key, layout: Layout | null): string | null {
  return letter_of(key) ?? digit_of(key, layout) ?? sign_of(key, layout)
}

function letter_of({ code, shiftKey }: Key): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? null
  return shiftKey ? letter : (letter?.toLowerCase() ?? null)
}

function digit_of({ code, shiftKey }: Key, layout: Layout | null): string | null {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? null
  if (digit === null || !shiftKey || code.startsWith('Numpad')) return digit
  const { us, jis } = SHIFTED_DIGITS
  return known_to(layout, us.charAt(Number(digit)), jis.charAt(Number(digit)))
}

function sign_of({ code, shiftKey }: Key, layout: Layout | null): string | null {
  const sign = SIGNS[code]
  if (sign === undefined) return NUMPAD[code] ?? null
  const nth = shiftKey ? 1 : 0
  return known_to(layout, sign.us.charAt(nth), sign.jis.charAt(nth))
}

function known_to(layout: Layout | null, us: string, jis: string): string {
  if (layout === null) return us === jis ? us : UNKNOWN_CHARACTER
  return (layout === 'us' ? us : jis) || UNKNOWN_CHARACTER
}
