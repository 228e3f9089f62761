// What a scanner sends, made comparable. Mirrors server/vocabulary/text.py.

/** The separator inside GS1 codes; every other control character is noise. */
export const GS = '\u001d'

export const TEXT_LENGTH_MAX = 500

// Named one by one: what "white space" means differs between languages and between their versions.
const MARGIN = new Set([
  ...points(0x00, 0x1c),
  ...points(0x1e, 0x20),
  ...points(0x7f, 0xa0),
  ...points(0x2000, 0x200f),
  '\u2028',
  '\u2029',
  '\u202f',
  '\u205f',
  '\u2060',
  '\u3000',
  '\ufeff',
])

// The part of NFKC that labels need. All of NFKC would follow the Unicode version of each
// language, and two versions answer differently for a handful of characters. The dashes are what
// a Japanese input method makes of a hyphen.
const PLAIN = new Map([
  ...points(0xff01, 0xff5e).map((wide): [string, string] => [
    wide,
    String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
  ]),
  ...['\u00a0', '\u3000'].map((space): [string, string] => [space, ' ']),
  ...[...points(0x2010, 0x2015), '\u2212', '\u30fc', '\uff70'].map((dash): [string, string] => [
    dash,
    '-',
  ]),
])

/**
 * The text of a label in one spelling: half width, upper case, without margins.
 *
 * Null for what no label of ours and no product says: nothing at all, more than 500 characters,
 * Japanese text, control characters in the middle.
 */
export function normal(raw: string): string | null {
  const characters = [...raw]
  if (characters.length > TEXT_LENGTH_MAX) return null
  let start = 0
  let end = characters.length
  while (start < end && MARGIN.has(characters[start] as string)) start += 1
  while (end > start && MARGIN.has(characters[end - 1] as string)) end -= 1
  let text = ''
  for (const character of characters.slice(start, end)) {
    const plain = PLAIN.get(character) ?? character
    if (plain !== GS && (plain < ' ' || plain > '~')) return null
    text += plain
  }
  return text === '' ? null : text.toUpperCase()
}

function points(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, nth) => String.fromCharCode(first + nth))
}
