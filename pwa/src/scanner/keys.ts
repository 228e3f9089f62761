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

const ENDS = new Set(['Enter', 'Tab', 'NumpadEnter', '\r', '\n', '\t'])

// The characters that a US and a JIS keyboard put on the same keys, with and without Shift.
const SAME_ON_ALL_LAYOUTS: Record<string, [string, string]> = {
  Minus: ['-', UNKNOWN_CHARACTER],
  Period: ['.', '>'],
  Comma: [',', '<'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
  NumpadSubtract: ['-', '-'],
  NumpadDecimal: ['.', '.'],
  NumpadDivide: ['/', '/'],
  NumpadComma: [',', ','],
}

const SHIFTED_DIGITS: Record<string, string> = { 1: '!', 3: '#', 4: '$', 5: '%' }

/**
 * Read one keydown.
 *
 * - Ctrl+] is GS (FNC1 of GS1 codes); told by the physical key, because layouts move the bracket.
 * - An input method (IME) hides the character (keyCode 229) but not the physical key: it is read from `code`.
 * - Alt is not a filter: some Zebra firmware sets it on every key of a scan.
 */
export function read_key(key: Key): KeyMeaning {
  if (ENDS.has(key.key) || ENDS.has(key.code)) return 'end'
  if (key.ctrlKey && !key.altKey) return read_control(key)
  if (key.metaKey) return 'nothing'
  if (is_hidden_by_input_method(key)) return read_physical(key)
  if ([...key.key].length === 1) return { character: key.key }
  return 'nothing'
}

/** Whether an input method has taken the key; the first key of a composition only shows it by its keyCode. */
export function is_hidden_by_input_method(key: Key): boolean {
  return key.isComposing || key.keyCode === 229 || key.key === 'Process'
}

function read_control(key: Key): KeyMeaning {
  const is_bracket = key.code === 'BracketRight' || key.key === ']' || key.key === GROUP_SEPARATOR
  if (is_bracket) return { character: GROUP_SEPARATOR }
  // Ctrl+M and Ctrl+J are how some scanners send CR and LF.
  if (key.code === 'KeyM' || key.code === 'KeyJ') return 'end'
  return 'nothing'
}

function read_physical(key: Key): KeyMeaning {
  const character = letter_of(key) ?? digit_of(key) ?? sign_of(key)
  return character === null ? 'nothing' : { character }
}

function letter_of({ code, shiftKey }: Key): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? null
  return shiftKey ? letter : (letter?.toLowerCase() ?? null)
}

function digit_of({ code, shiftKey }: Key): string | null {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1] ?? null
  if (digit === null || !shiftKey || code.startsWith('Numpad')) return digit
  return SHIFTED_DIGITS[digit] ?? UNKNOWN_CHARACTER
}

function sign_of({ code, shiftKey }: Key): string | null {
  const pair = SAME_ON_ALL_LAYOUTS[code]
  if (pair !== undefined) return shiftKey ? pair[1] : pair[0]
  const is_printing_key = /^(Bracket|Quote|Semicolon|Equal|Backquote|Backslash|Intl)/.test(code)
  return is_printing_key ? UNKNOWN_CHARACTER : null
}
