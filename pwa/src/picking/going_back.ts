// What changes a cart job beside its plain walk: undo (取消), orders cancelled meanwhile, whose goods
// go back to their places, and goods that were found elsewhere. Mirrors server/picking/decisions.py, of which it is a part.
import type { Scan } from '../vocabulary'
import {
  current_line,
  hand_is_empty,
  type LastScan,
  type LineFacts,
  last_scan,
  line_at,
  NOTHING,
  open_line_from,
  type PickFacts,
  with_line,
} from './facts'

export const undo_is_asked = (_facts: PickFacts, scan: Scan) => scan.code === 'X-UNDO'

export const cart_was_taken_last = (facts: PickFacts) => facts.last.did === 'take_cart'

export const tote_was_loaded_last = (facts: PickFacts) => facts.last.did === 'load_tote'

export const place_was_found_last = (facts: PickFacts) => facts.last.did === 'find_place'

export const pieces_were_taken_last = (facts: PickFacts) => facts.last.did === 'take_item'

export const tote_was_filled_last = (facts: PickFacts) => facts.last.did === 'put_in_tote'

/** It was reported on arrival, before the place was scanned. */
export const shortage_was_seen_last = (facts: PickFacts) => facts.last.did === 'see_short'

export const shortage_was_reported_last = (facts: PickFacts) =>
  facts.last.did === 'see_short' || facts.last.did === 'report_short'

/** It was put aside on arrival, before the place was scanned. */
export const line_was_passed_last = (facts: PickFacts) => facts.last.did === 'pass_by'

export const line_was_put_aside_last = (facts: PickFacts) => facts.last.did === 'put_aside'

export const shortage_is_answered = (facts: PickFacts) =>
  facts.shorts_answered.includes(line_at(facts, facts.last.at).line)

export const pieces_were_counted_back_last = (facts: PickFacts) => facts.last.did === 'count_back'

/** The picker hears it with empty hands, or when what is in the hand is what nobody wants. */
export const order_was_cancelled = (facts: PickFacts) =>
  facts.cancelled.length > 0 &&
  (hand_is_empty(facts) || facts.cancelled.includes(current_line(facts).slot))

export const another_was_cancelled = (facts: PickFacts) => facts.cancelled.length > 0

export const goods_go_back = (facts: PickFacts) =>
  facts.lines.some((line) => line.picked > 0 && facts.cancelled.includes(line.slot))

export const no_other_line_is_open = (facts: PickFacts) =>
  drop_cancelled(facts).at === facts.lines.length

export const item_stays = (facts: PickFacts, scan: Scan) => goes_back(facts, scan) === null

export function back_overshoots(facts: PickFacts, scan: Scan): boolean {
  const line = line_at(facts, goes_back(facts, scan))
  return scan.quantity > line.picked - line.back
}

export const nothing_is_counted_back = (facts: PickFacts) => counted_back(facts) === null

export function place_is_not_its_own(facts: PickFacts, scan: Scan): boolean {
  const nth = counted_back(facts)
  return nth !== null && scan.code !== line_at(facts, nth).place
}

export const everything_is_back = (facts: PickFacts) =>
  facts.lines.every((line) => !line.dropped || line.picked === line.back)

export const no_line_is_left = (facts: PickFacts) => facts.at === facts.lines.length

/** Undo what the last scan did (取消). */
export function take_back(facts: PickFacts): PickFacts {
  const undo = UNDOING.get(facts.last.did ?? '')
  if (undo === undefined) throw new Error('nothing can be taken back')
  return { ...undo(facts, facts.last), at: facts.last.at, last: NOTHING }
}

/** Take the lines of cancelled orders off the walk; what was picked of them goes back. */
export function drop_cancelled(facts: PickFacts): PickFacts {
  const lines = facts.lines.map((line) =>
    facts.cancelled.includes(line.slot)
      ? { ...line, dropped: true, wanted: line.picked + line.short }
      : line,
  )
  const dropped = { ...facts, lines }
  const found = facts.found.filter((line) => !facts.cancelled.includes(line.slot))
  return { ...dropped, at: open_line_from(dropped, facts.at), cancelled: [], found, last: NOTHING }
}

/** The scan of nothing, by which a device asks whether the job has something to say. */
export const news_is_asked = (_facts: PickFacts, scan: Scan) => scan.code === 'X-NEXT'

export const goods_were_found = (facts: PickFacts) => facts.found.length > 0

/** Walk to what was found elsewhere, where it lies on the way: now, or when the line in hand is done. */
export const laid_in_from =
  (lines_on: number) =>
  (facts: PickFacts): PickFacts => {
    const lines = [...facts.lines]
    for (const { before, ...line } of facts.found) {
      const turn = found(lines.findIndex((one) => one.line === before)) ?? lines.length
      lines.splice(Math.max(turn, facts.at + lines_on), 0, line)
    }
    return { ...facts, lines, found: [], last: NOTHING }
  }

export function count_back(facts: PickFacts, scan: Scan): PickFacts {
  const nth = goes_back(facts, scan)
  const line = line_at(facts, nth)
  const changed = with_line(facts, nth, { ...line, back: line.back + scan.quantity })
  return { ...changed, last: last_scan(facts, 'count_back', scan.quantity) }
}

export function put_back(facts: PickFacts): PickFacts {
  const nth = counted_back(facts)
  const line = line_at(facts, nth)
  const picked = line.picked - line.back
  const placed = Math.min(line.placed, picked)
  const left = { ...line, picked, placed, wanted: picked + line.short, back: 0 }
  return { ...with_line(facts, nth, left), last: NOTHING }
}

/** The line whose goods go back to their place now; null when none do. */
export function line_going_back(facts: PickFacts): LineFacts | null {
  const counted = counted_back(facts)
  if (counted !== null) return line_at(facts, counted)
  return facts.lines.find((line) => line.dropped && line.picked > 0) ?? null
}

function counted_back(facts: PickFacts): number | null {
  return found(facts.lines.findIndex((line) => line.back > 0))
}

/** The line whose goods were scanned to go back: the one being counted, else the first. */
function goes_back(facts: PickFacts, scan: Scan): number | null {
  const counted = counted_back(facts)
  return found(
    facts.lines.findIndex((line, nth) => {
      const is_asked = line.dropped && line.picked > 0 && (counted === null || counted === nth)
      const fits_lot = line.lot === null || scan.lot === null || line.lot === scan.lot
      return is_asked && fits_lot && line.product === scan.product
    }),
  )
}

const found = (nth: number) => (nth < 0 ? null : nth)

type Undo = (facts: PickFacts, last: LastScan) => PickFacts

function without_last_tote(facts: PickFacts): PickFacts {
  const totes = [...facts.totes]
  const loaded = totes.filter((tote) => tote !== null)
  totes[totes.lastIndexOf(loaded.at(-1) ?? null)] = null
  return { ...facts, totes }
}

const changed_line =
  (change: (line: LineFacts, pieces: number) => LineFacts): Undo =>
  (facts, { at, pieces }) =>
    with_line(facts, at, change(line_at(facts, at), pieces))

const not_short = changed_line((line) => ({ ...line, short: 0, short_reason: null }))

function back_in_its_turn(facts: PickFacts, { at }: LastScan): PickFacts {
  const others = facts.lines.slice(0, -1)
  const line = line_at(facts, others.length)
  return { ...facts, lines: [...others.slice(0, at), line, ...others.slice(at)] }
}

function not_counted_back(facts: PickFacts, { pieces }: LastScan): PickFacts {
  const nth = counted_back(facts)
  const line = line_at(facts, nth)
  return with_line(facts, nth, { ...line, back: line.back - pieces })
}

const UNDOING: ReadonlyMap<string, Undo> = new Map<string, Undo>([
  ['take_cart', (facts) => ({ ...facts, cart: null })],
  ['load_tote', without_last_tote],
  ['find_place', (facts) => facts],
  ['take_item', changed_line((line, pieces) => ({ ...line, picked: line.picked - pieces }))],
  ['put_in_tote', changed_line((line, pieces) => ({ ...line, placed: line.placed - pieces }))],
  ['see_short', not_short],
  ['report_short', not_short],
  ['count_back', not_counted_back],
  ['pass_by', back_in_its_turn],
  ['put_aside', back_in_its_turn],
])
