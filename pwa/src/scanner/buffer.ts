// Collects characters until they are one scan. Knows no DOM and no clock: every call says when it was.

import type { Via } from '../server_api'
import { is_whole_code, type Piece, parts_of } from './whole'

/** One finished scan, as it came. */
export type Reading = {
  raw: string
  via: Via
  /** When its last character came, by `event.timeStamp` (milliseconds since the page began). */
  at_ms: number
  /** How long it took from the first to the last character, and the longest pause between two. */
  took_ms: number
  longest_gap_ms: number
  /** What a touched button says beside its label: why a parcel is put aside. */
  payload?: Record<string, string>
}

/** A pause after which what stands there belongs to an earlier scan, in milliseconds by `event.timeStamp`. */
export const ABANDON_GAP_MS = 500

/** After a scan that ended without a terminator, how long one still belongs to it, in milliseconds. */
const LATE_END_MS = 500

/** After a terminator, how long another one belongs to the same scan (CR and then LF), in milliseconds. */
const PAIR_OF_ENDS_MS = 150

const LATE_MS = { end: PAIR_OF_ENDS_MS, other: LATE_END_MS }

/**
 * How long a scanner that is known to send a terminator may fall silent in the middle of a scan, in milliseconds.
 * Its keys can be held up on their way to the page; taking half a label for a whole one is the worse mistake.
 */
const HELD_UP_BEFORE_END_MS = 2000

/** How long any scanner without terminator is waited for at least, in milliseconds. */
const SHORTEST_PATIENCE_MS = 120

/** Below this many characters nothing without a terminator is taken for a scan: a key was brushed. */
const SHORTEST_WITHOUT_END = 3

/** From so many of the last scans the longest pause is remembered; one hiccup is forgotten again. */
const SCANS_REMEMBERED = 16

/** After so many whole codes without it, a scanner that used to send a terminator is believed to send none. */
const ENDS_MISSED_MAX = 2

export type Buffer = {
  /** A key's character, or all the text of one injection. */
  add(piece: string, at_ms: number): void
  /** A terminator came; whether it belongs to a scan. */
  end(at_ms: number): boolean
  /** The scanner has been silent: what stands there is a scan without terminator. */
  rest(): void
  /** How long to wait for more before `rest`, in milliseconds, as this scanner has behaved so far. */
  patience_ms(): number
  is_empty(): boolean
  clear(): void
}

export type BufferOptions = {
  via: Via
  /** Whether the text is a whole code that the work expects, and none that it expects goes on from it. */
  completes: (text: string) => boolean
  on_reading: (reading: Reading) => void
  /** What a scanner check has learned before. */
  learned: { ends: boolean; slowest_gap_ms: number } | null
}

/** A buffer for one path into the page (keys or injected text). */
export function make_buffer(options: BufferOptions): Buffer {
  const { via } = options
  // Keys say when they were pressed. Text only says when the page came to look at it.
  const times_are_true = via === 'keys'
  let pieces: Piece[] = []
  let text = ''
  let began_ms = 0
  let last_ms = 0
  let finished: { by: 'end' | 'other'; at_ms: number } | null = null
  const habits = make_habits(options.learned)

  const longest_gap_ms = () => Math.max(0, ...pieces.slice(1).map(({ gap_ms }) => gap_ms))

  function clear(): void {
    pieces = []
    text = ''
  }

  function finish(by: 'end' | 'other', parts: string[] = [text]): void {
    const longest = longest_gap_ms()
    habits.paused(longest)
    finished = { by, at_ms: last_ms }
    const reading = { via, at_ms: last_ms, took_ms: last_ms - began_ms, longest_gap_ms: longest }
    clear()
    for (const raw of parts) options.on_reading({ ...reading, raw })
  }

  function rest(): void {
    if ([...text].length < SHORTEST_WITHOUT_END) {
      clear()
      return
    }
    habits.fell_silent(is_whole_code(text))
    finish('other', parts_of(pieces, times_are_true))
  }

  const patience_ms = () => habits.patience_ms(() => is_whole_code(text), longest_gap_ms)

  function abandon_before(at_ms: number): void {
    if (times_are_true && text !== '' && at_ms - last_ms > patience_ms()) rest()
  }

  return {
    add(piece, at_ms) {
      abandon_before(at_ms)
      if (text === '') began_ms = at_ms
      pieces.push({ text: piece, gap_ms: text === '' ? 0 : at_ms - last_ms })
      text += piece
      last_ms = at_ms
      if (options.completes(text)) finish('other')
    },
    end(at_ms) {
      abandon_before(at_ms)
      if (text !== '') {
        habits.ended()
        last_ms = at_ms
        finish('end', after_a_torn_scan(pieces) ?? [text])
        return true
      }
      if (finished === null) return false
      const belongs = at_ms - finished.at_ms <= LATE_MS[finished.by]
      if (belongs) habits.ended()
      finished = belongs ? { by: 'end', at_ms } : null
      return belongs
    },
    rest,
    patience_ms,
    is_empty: () => text === '',
    clear,
  }
}

/** How this scanner has behaved so far. */
function make_habits(learned: BufferOptions['learned']) {
  let has_terminator = learned?.ends ?? null
  let missed_ends = 0
  let slowest_gaps_ms = [learned?.slowest_gap_ms ?? 0]
  return {
    ended(): void {
      has_terminator = true
      missed_ends = 0
    },
    fell_silent(is_whole: boolean): void {
      if (has_terminator === true && is_whole) missed_ends += 1
      if (has_terminator === null || missed_ends >= ENDS_MISSED_MAX) has_terminator = false
    },
    paused(longest_gap_ms: number): void {
      slowest_gaps_ms = [...slowest_gaps_ms, longest_gap_ms].slice(-SCANS_REMEMBERED)
    },
    /** Asks for what it needs only: this runs at every key. */
    patience_ms(is_whole: () => boolean, longest_gap_ms: () => number): number {
      if (has_terminator === true) return HELD_UP_BEFORE_END_MS
      if (has_terminator === null && !is_whole()) return ABANDON_GAP_MS
      const slowest_ms = Math.max(...slowest_gaps_ms, longest_gap_ms())
      return Math.min(ABANDON_GAP_MS, Math.max(SHORTEST_PATIENCE_MS, 3 * slowest_ms))
    },
  }
}

/**
 * A scan whose end was lost on its way (a ring out of reach) stands before the next one: the long pause and the
 * whole code behind it tell. Null where nothing of the kind happened.
 */
function after_a_torn_scan(pieces: Piece[]): string[] | null {
  const at = pieces.map(({ gap_ms }) => gap_ms > ABANDON_GAP_MS).lastIndexOf(true)
  if (at < 1) return null
  const said = (some: Piece[]) => some.map(({ text }) => text).join('')
  const last = said(pieces.slice(at))
  if (is_whole_code(said(pieces)) || !is_whole_code(last)) return null
  return [said(pieces.slice(0, at)), last]
}
