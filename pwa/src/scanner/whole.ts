// Which texts say of themselves that they are whole, and where two of them were run together. Pure.

import { code_of_label, gtin14, normal, read, slip_is_valid } from '../vocabulary'
import { GROUP_SEPARATOR } from './keys'

/** Some characters that came at once, and how long after those before them. */
export type Piece = { text: string; gap_ms: number }

/**
 * Whether a text is a code with a right check: a label of ours, a JAN, a slip, a GS1 code. It may still go on: one shelf label in
 * twenty begins with something that would pass as a shorter label. So it shortens the wait, it does not end it.
 */
export function is_whole_code(text: string): boolean {
  const plain = normal(text)
  if (plain === null) return false
  if (code_of_label(plain) !== null || gtin14(plain) !== null || slip_is_valid(plain)) return true
  return plain.includes(GROUP_SEPARATOR) && read(plain)[0].kind === 'item'
}

/**
 * The scans in what stood there when a scanner without terminator fell silent: one, or several that came closer
 * together than the scanner is waited for. Cut only between whole codes; anything else stays one text, which
 * nothing will take for a code.
 *
 * @param times_are_true whether pauses can be believed; then only the longest one can be between two scans.
 */
export function parts_of(pieces: Piece[], times_are_true: boolean): string[] {
  const texts = pieces.map(({ text }) => text)
  const parts = times_are_true ? cut_at_pauses(pieces) : cut_between_pieces(texts)
  return parts ?? [texts.join('')]
}

function cut_at_pauses(pieces: Piece[]): string[] | null {
  const text = pieces.map((piece) => piece.text).join('')
  if (is_whole_code(text)) return [text]
  const longest_ms = Math.max(...pieces.slice(1).map(({ gap_ms }) => gap_ms))
  const seams = pieces.flatMap(({ gap_ms }, nth) => (nth > 0 && gap_ms === longest_ms ? [nth] : []))
  const [at, ...others] = seams
  if (at === undefined || others.length > 0) return null
  const first = cut_at_pauses(pieces.slice(0, at))
  const rest = first === null ? null : cut_at_pauses(pieces.slice(at))
  return first === null || rest === null ? null : [...first, ...rest]
}

/** More than this is one long code in many pieces. */
const PIECES_MAX = 60

function cut_between_pieces(texts: string[]): string[] | null {
  if (texts.length > PIECES_MAX) return null
  // From the end: the whole codes that the text from each piece on consists of, the longest first code first.
  const parts_from: (string[] | null)[] = [...texts.map(() => null), []]
  for (let from = texts.length - 1; from >= 0; from -= 1) {
    for (let to = texts.length; to > from && parts_from[from] === null; to -= 1) {
      const rest = parts_from[to]
      const first = texts.slice(from, to).join('')
      if (rest != null && is_whole_code(first)) parts_from[from] = [first, ...rest]
    }
  }
  return parts_from[0] ?? null
}
