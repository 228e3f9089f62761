// Questions and changes of a count. Mirrors, name for name, server/counting/decisions.py.
//
// The count is blind: what the book has is not among the facts. `lines` are the goods that were
// counted, each lot by itself, in the order in which they were first scanned. `last` is what the last
// accepted scan did, so that it can be taken back.
import table from '@rooms/counting/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import { type CountedFacts, type CountFacts, type LastCount, NOBODY_ASKS, NOTHING } from './facts'

/** What a scanner's text means at this step of a count. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

const place_is_expected = (facts: CountFacts, scan: Scan) => scan.code === facts.place

/** Goods that the book has elsewhere may lie here: the house may know the code. */
const item_is_unknown = (_facts: CountFacts, scan: Scan) => scan.product === null

const item_is_not_asked_for = (facts: CountFacts, scan: Scan) =>
  facts.only !== null && scan.product !== facts.only

const item_is_other = (facts: CountFacts, scan: Scan) => scan.product !== facts.asked.product

const lot_is_open = (facts: CountFacts, scan: Scan) =>
  scan.lot === null && scan.product !== null && facts.with_lots.includes(scan.product)

function count_is_too_large(facts: CountFacts, scan: Scan): boolean {
  if (scan.kind === 'quantity') return scan.quantity > facts.most
  const nth = counted(facts, scan)
  const before = nth === null ? 0 : line_at(facts, nth).line.pieces
  return before + pieces_of(facts, scan) > facts.most
}

const nothing_was_scanned = (facts: CountFacts) => facts.at === null

const nothing_is_here = (facts: CountFacts) => facts.lines.every((line) => line.pieces === 0)

const counter_counted_before = (facts: CountFacts) => facts.counted_before

const done_is_asked = (_facts: CountFacts, scan: Scan) => scan.code === 'X-DONE'

const undo_is_asked = (_facts: CountFacts, scan: Scan) => scan.code === 'X-UNDO'

const place_was_found_last = (facts: CountFacts) => facts.last.did === 'find_place'

const pieces_were_counted_last = (facts: CountFacts) => facts.last.did === 'count'

const lot_was_asked_last = (facts: CountFacts) => facts.last.did === 'ask_lot'

const lot_was_said_last = (facts: CountFacts) => facts.last.did === 'say_lot'

const stand_at_place = (facts: CountFacts): CountFacts => ({
  ...facts,
  last: { ...NOTHING, did: 'find_place', at: facts.at },
})

const count_pieces = (facts: CountFacts, scan: Scan): CountFacts => count(facts, scan, 'count')

const ask_lot = (facts: CountFacts, scan: Scan): CountFacts => ({
  ...facts,
  asked: { product: scan.product, pieces: scan.quantity },
  last: { ...NOTHING, did: 'ask_lot', at: facts.at },
})

const say_lot = (facts: CountFacts, scan: Scan): CountFacts => ({
  ...count(facts, scan, 'say_lot'),
  asked: NOBODY_ASKS,
})

/** A typed count is all that lies here of the goods scanned last. */
function set_count(facts: CountFacts, scan: Scan): CountFacts {
  const { nth, line } = line_at(facts, facts.at)
  const last: LastCount = { ...NOTHING, did: 'count', at: nth, pieces: line.pieces }
  return { ...with_pieces(facts, nth, scan.quantity), last }
}

const ask_if_empty = (facts: CountFacts): CountFacts => ({
  ...facts,
  last: { ...NOTHING, did: 'ask_if_empty', at: facts.at },
})

/** Undo what the last scan did (取消). */
function take_back(facts: CountFacts): CountFacts {
  const undo = UNDOING[facts.last.did ?? '']
  if (undo === undefined) throw new Error('there is nothing to take back')
  return { ...undo(facts), at: facts.last.at, last: NOTHING }
}

/** The line of the goods that a scan means; null when they were not counted yet. */
function counted(facts: CountFacts, scan: Scan): number | null {
  const product = product_of(facts, scan)
  const lot = lot_of(facts, scan)
  const nth = facts.lines.findIndex((line) => line.product === product && line.lot === lot)
  return nth < 0 ? null : nth
}

const product_of = (facts: CountFacts, scan: Scan) => facts.asked.product ?? scan.product

/** Lots that nobody keeps are not told apart, whatever the code says. */
function lot_of(facts: CountFacts, scan: Scan): string | null {
  const product = product_of(facts, scan)
  return product !== null && facts.with_lots.includes(product) ? scan.lot : null
}

const pieces_of = (facts: CountFacts, scan: Scan) =>
  facts.asked.product === null ? scan.quantity : facts.asked.pieces

function line_at(facts: CountFacts, nth: number | null): { nth: number; line: CountedFacts } {
  const line = nth === null ? undefined : facts.lines[nth]
  if (nth === null || line === undefined) throw new Error('there is no such line')
  return { nth, line }
}

function count(facts: CountFacts, scan: Scan, did: string): CountFacts {
  const nth = counted(facts, scan)
  if (nth !== null) {
    const { pieces } = line_at(facts, nth).line
    const last: LastCount = { ...NOTHING, did, at: facts.at, pieces }
    return { ...with_pieces(facts, nth, pieces + pieces_of(facts, scan)), at: nth, last }
  }
  const product = product_of(facts, scan)
  if (product === null) throw new Error('counted are goods that the house knows')
  const lot = lot_of(facts, scan)
  const line = { product, lot, expires_on: scan.expires_on, pieces: pieces_of(facts, scan) }
  return {
    ...facts,
    lines: [...facts.lines, line],
    at: facts.lines.length,
    last: { ...NOTHING, did, at: facts.at, is_new: true },
  }
}

function with_pieces(facts: CountFacts, nth: number, pieces: number): CountFacts {
  const lines = facts.lines.map((line, other) => (other === nth ? { ...line, pieces } : line))
  return { ...facts, lines }
}

function not_counted(facts: CountFacts): CountFacts {
  if (facts.last.is_new) return { ...facts, lines: facts.lines.slice(0, -1) }
  return with_pieces(facts, line_at(facts, facts.at).nth, facts.last.pieces)
}

const not_asked = (facts: CountFacts): CountFacts => ({ ...facts, asked: NOBODY_ASKS })

function not_said(facts: CountFacts): CountFacts {
  const { line } = line_at(facts, facts.at)
  const asked = { product: line.product, pieces: line.pieces - facts.last.pieces }
  return { ...not_counted(facts), asked }
}

const as_before = (facts: CountFacts): CountFacts => facts

const UNDOING: Record<string, (facts: CountFacts) => CountFacts> = {
  find_place: as_before,
  count: not_counted,
  ask_lot: not_asked,
  say_lot: not_said,
  ask_if_empty: as_before,
}

export const FLOW: flows.Flow<CountFacts> = flows.load_flow<CountFacts>(
  table,
  {
    place_is_expected,
    item_is_unknown,
    item_is_not_asked_for,
    item_is_other,
    lot_is_open,
    count_is_too_large,
    nothing_was_scanned,
    nothing_is_here,
    counter_counted_before,
    done_is_asked,
    undo_is_asked,
    place_was_found_last,
    pieces_were_counted_last,
    lot_was_asked_last,
    lot_was_said_last,
  },
  { stand_at_place, count_pieces, ask_lot, say_lot, set_count, ask_if_empty, take_back },
)
