// What a scanner sends, made comparable. Mirrors server/vocabulary/text.py.

/** The separator inside GS1 codes; every other control character is noise. */
export const GS = '\u001d'

export const TEXT_LENGTH_MAX = 500

// Named one by one: what "white space" means differs between languages and between their versions.
const MARGIN =
  '[\\0-\\x1c\\x1e-\\x20\\x7f-\\xa0\\u2000-\\u200f\\u2028\\u2029\\u202f\\u205f\\u2060\\u3000\\ufeff]+'
const MARGINS = new RegExp(`^${MARGIN}|${MARGIN}$`, 'g')

// The part of NFKC that labels need. All of NFKC would follow the Unicode version of each
// language, and two versions answer differently for a handful of characters. The dashes are what
// a Japanese input method makes of a hyphen.
const WIDE = /[\uff01-\uff5e]/g
const SPACES = /[\xa0\u3000]/g
const DASHES = /[\u2010-\u2015\u2212\u30fc\uff70]/g
const LABEL_TEXT = new RegExp(`^[${GS} -~]+$`)

/**
 * The text of a label in one spelling: half width, upper case, without margins.
 *
 * Null for what no label of ours and no product says: nothing at all, more than 500 characters,
 * Japanese text, control characters in the middle.
 */
export function normal(raw: string): string | null {
  if ([...raw].length > TEXT_LENGTH_MAX) return null
  const text = raw
    .replace(MARGINS, '')
    .replace(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(SPACES, ' ')
    .replace(DASHES, '-')
  return LABEL_TEXT.test(text) ? text.toUpperCase() : null
}
