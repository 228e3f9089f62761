// Collects characters until they are one scan. Knows no DOM and no clock: every call says when it was.

import type { Via } from '../server_api'

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

/** After a scan that ended by its content, how long a terminator still belongs to it, in milliseconds. */
const LATE_END_MS = 500

/**
 * How long a scanner that is known to send a terminator may fall silent in the middle of a scan, in milliseconds.
 * Its keys can be held up on their way to the page; taking half a label for a whole one is the worse mistake.
 */
const HELD_UP_BEFORE_END_MS = 2000

/** Below this many characters nothing without a terminator is taken for a scan: a key was brushed. */
const SHORTEST_WITHOUT_END = 3

export type Buffer = {
  add(character: string, at_ms: number): void
  end(at_ms: number): boolean
  /** The scanner has been silent: what stands there is a scan without terminator. */
  rest(): void
  /** How long to wait for more before `rest`, in milliseconds, as this scanner has behaved so far. */
  patience_ms(): number
  is_empty(): boolean
  clear(): void
}

type Options = {
  via: Via
  /** Whether the text is a whole code that the work expects, and none that it expects goes on from it. */
  completes: (text: string) => boolean
  on_reading: (reading: Reading) => void
}

/** A buffer for one path into the page (keys or injected text). */
export function make_buffer({ via, completes, on_reading }: Options): Buffer {
  let text = ''
  let began_ms = 0
  let last_ms = 0
  let longest_gap_ms = 0
  let completed_at_ms = Number.NEGATIVE_INFINITY
  let has_terminator: boolean | null = null
  let slowest_gap_ms = 40

  function finish(): void {
    const raw = text
    text = ''
    slowest_gap_ms = Math.max(slowest_gap_ms, longest_gap_ms)
    on_reading({ raw, via, at_ms: last_ms, took_ms: last_ms - began_ms, longest_gap_ms })
  }

  function rest(): void {
    if ([...text].length < SHORTEST_WITHOUT_END) {
      text = ''
      return
    }
    has_terminator ??= false
    finish()
  }

  return {
    add(character, at_ms) {
      if (text !== '' && at_ms - last_ms > ABANDON_GAP_MS) rest()
      if (text === '') {
        began_ms = at_ms
        longest_gap_ms = 0
      } else {
        longest_gap_ms = Math.max(longest_gap_ms, at_ms - last_ms)
      }
      text += character
      last_ms = at_ms
      if (completes(text)) {
        completed_at_ms = at_ms
        finish()
      }
    },
    end(at_ms) {
      if (text !== '' && at_ms - last_ms > ABANDON_GAP_MS) rest()
      if (text !== '') {
        has_terminator = true
        last_ms = at_ms
        finish()
        return true
      }
      const is_late = at_ms - completed_at_ms <= LATE_END_MS
      if (is_late) has_terminator = true
      completed_at_ms = Number.NEGATIVE_INFINITY
      return is_late
    },
    rest,
    patience_ms() {
      if (has_terminator === null) return ABANDON_GAP_MS
      if (has_terminator) return HELD_UP_BEFORE_END_MS
      return Math.min(ABANDON_GAP_MS, Math.max(120, 3 * slowest_gap_ms))
    },
    is_empty: () => text === '',
    clear() {
      text = ''
    },
  }
}
