// What a cart job knows. Mirrors the facts of server/picking/decisions.py.
/** Why pieces are not taken, by the command that says so (欠品・破損・別の商品・読めない・ロット保留). */
export const SHORT_REASONS: ReadonlyMap<string, string> = new Map([
  ['X-SHORT-NONE', 'none'],
  ['X-SHORT-DAMAGED', 'damaged'],
  ['X-SHORT-WRONG', 'wrong'],
  ['X-SHORT-UNREADABLE', 'unreadable'],
  ['X-SHORT-BLOCKED', 'lot_blocked'],
])

/** 後回し: the line is walked to last. */
export const ASIDE = 'X-ASIDE'

/** One line of the walk: pieces of one product from one place into one tote. */
export type LineFacts = {
  readonly line: number
  readonly slot: number
  readonly place: string
  readonly product: number
  readonly lot: string | null
  readonly wanted: number
  readonly picked: number
  readonly placed: number
  readonly short: number
  readonly short_reason: string | null
  /** Its order was cancelled and the picker has heard it: what was picked goes back. */
  readonly dropped: boolean
  /** Pieces counted by scans on their way back, until the place is scanned. */
  readonly back: number
}

/** Pieces held elsewhere in place of those that were short; the picker has not heard of it. */
export type FoundLine = LineFacts & {
  /** The line of the walk before which it is laid; null: at the end. */
  readonly before: number | null
}

/** What the last accepted scan did, and at which line; nothing when it cannot be taken back. */
export type LastScan = {
  readonly did: string | null
  readonly at: number
  readonly pieces: number
}

/** What a cart job knows; the last seven lists are current on the server only. */
export type PickFacts = {
  readonly ships_on: string
  readonly cart: string | null
  readonly totes: readonly (string | null)[]
  readonly lines: readonly LineFacts[]
  readonly at: number
  readonly last: LastScan
  readonly carts_elsewhere: readonly string[]
  readonly totes_elsewhere: readonly string[]
  readonly unknown_labels: readonly string[]
  /** Slots whose order was cancelled, and the picker has not heard it yet. */
  readonly cancelled: readonly number[]
  /** Lines about whose missing pieces a supervisor has decided. */
  readonly shorts_answered: readonly number[]
  readonly found: readonly FoundLine[]
  /** Lines whose lot nobody may take any more. */
  readonly blocked: readonly number[]
}

export const NOTHING: LastScan = { did: null, at: 0, pieces: 0 }

/** The line in hand. */
export function current_line(facts: PickFacts): LineFacts {
  return facts.lines[facts.at] as LineFacts
}

/** Pieces of the whole walk that are neither picked nor reported short. */
export function pieces_left(facts: PickFacts): number {
  return facts.lines.reduce((left, line) => left + room_of(line), 0)
}

export function room_of(line: LineFacts): number {
  return line.wanted - line.picked - line.short
}

const is_open = (line: LineFacts) => !line.dropped && line.wanted > line.placed + line.short

/** The first line from here on that is still to be walked to; past the last when none is. */
export function open_line_from(facts: PickFacts, at: number): number {
  const nth = facts.lines.findIndex((line, here) => here >= at && is_open(line))
  return nth < 0 ? facts.lines.length : nth
}

export function last_scan(facts: PickFacts, did: string, pieces = 0): LastScan {
  return { did, at: facts.at, pieces }
}

export function line_at(facts: PickFacts, nth: number | null): LineFacts {
  const line = nth === null ? undefined : facts.lines[nth]
  if (line === undefined) throw new Error('there is no such line')
  return line
}

export function with_line(facts: PickFacts, nth: number | null, line: LineFacts): PickFacts {
  const lines = [...facts.lines]
  if (nth !== null) lines[nth] = line
  return { ...facts, lines }
}

export const hand_is_empty = (facts: PickFacts) =>
  current_line(facts).picked === current_line(facts).placed
