// Questions and changes of the cart job. Mirrors, name for name, server/picking/decisions.py.
//
// `at` is the line in hand. Lines before it are settled: as many pieces placed in the tote or
// reported short as were wanted. `last` is what the last accepted scan did, so that it can be taken
// back. When an order is cancelled meanwhile its lines are dropped, and what was picked for it goes
// back to its place, piece by piece, by scans.
import table from '@rooms/picking/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import {
  ASIDE,
  current_line,
  hand_is_empty,
  last_scan,
  open_line_from,
  type PickFacts,
  room_of,
  SHORT_REASONS,
  with_line,
} from './facts'
import {
  another_was_cancelled,
  back_overshoots,
  cart_was_taken_last,
  count_back,
  drop_cancelled,
  everything_is_back,
  goods_go_back,
  goods_were_found,
  item_stays,
  laid_in_from,
  line_was_passed_last,
  line_was_put_aside_last,
  news_is_asked,
  no_line_is_left,
  no_other_line_is_open,
  nothing_is_counted_back,
  order_was_cancelled,
  pieces_were_counted_back_last,
  pieces_were_taken_last,
  place_is_not_its_own,
  place_was_found_last,
  put_back,
  shortage_is_answered,
  shortage_was_reported_last,
  shortage_was_seen_last,
  take_back,
  tote_was_filled_last,
  tote_was_loaded_last,
  undo_is_asked,
} from './going_back'

export {
  ASIDE,
  current_line,
  type LineFacts,
  open_line_from,
  type PickFacts,
  SHORT_REASONS,
} from './facts'
export { line_going_back } from './going_back'

/** What a scanner's text means at this step of a cart job. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

const cart_is_elsewhere = (facts: PickFacts, scan: Scan) =>
  facts.carts_elsewhere.includes(scan.code)

const label_is_unknown = (facts: PickFacts, scan: Scan) => facts.unknown_labels.includes(scan.code)

const tote_is_on_this_cart = (facts: PickFacts, scan: Scan) => facts.totes.includes(scan.code)

const tote_is_elsewhere = (facts: PickFacts, scan: Scan) =>
  facts.totes_elsewhere.includes(scan.code)

const last_tote_loads = (facts: PickFacts) =>
  facts.totes.filter((tote) => tote === null).length === 1

const tote_is_expected = (facts: PickFacts, scan: Scan) =>
  scan.code === facts.totes[current_line(facts).slot]

const place_is_expected = (facts: PickFacts, scan: Scan) => scan.code === current_line(facts).place

const no_line_follows = (facts: PickFacts) =>
  open_line_from(facts, facts.at + 1) === facts.lines.length

const next_line_is_here = (facts: PickFacts) =>
  facts.lines[open_line_from(facts, facts.at + 1)]?.place === current_line(facts).place

const shortage_is_reported = (_facts: PickFacts, scan: Scan) => SHORT_REASONS.has(scan.code)

/** A code that means none of this job's goods: the house may know it. */
const item_is_unknown = (_facts: PickFacts, scan: Scan) => scan.product === null

const aside_is_asked = (_facts: PickFacts, scan: Scan) => scan.code === ASIDE

const item_is_other = (facts: PickFacts, scan: Scan) => scan.product !== current_line(facts).product

const item_is_same = (facts: PickFacts, scan: Scan) => scan.product === current_line(facts).product

/** A code that names no lot says nothing against it: a JAN code never does. */
function lot_is_other(facts: PickFacts, scan: Scan): boolean {
  const wanted = current_line(facts).lot
  return wanted !== null && scan.lot !== null && scan.lot !== wanted
}

/** It was blocked, or has come too near to its day, after it was promised. */
const lot_is_blocked = (facts: PickFacts) => facts.blocked.includes(current_line(facts).line)

const lot_is_expired = (facts: PickFacts, scan: Scan) =>
  scan.expires_on !== null && scan.expires_on < facts.ships_on

const quantity_overshoots = (facts: PickFacts, scan: Scan) =>
  scan.quantity > room_of(current_line(facts))

const quantity_completes = (facts: PickFacts, scan: Scan) =>
  scan.quantity === room_of(current_line(facts))

const take_cart = (facts: PickFacts, scan: Scan): PickFacts => ({
  ...facts,
  cart: scan.code,
  last: last_scan(facts, 'take_cart'),
})

/** Totes go onto the cart slot by slot, from the first. */
function load_tote(facts: PickFacts, scan: Scan): PickFacts {
  const totes = [...facts.totes]
  totes[totes.indexOf(null)] = scan.code
  return { ...facts, totes, last: last_scan(facts, 'load_tote') }
}

const stand_at_place = (facts: PickFacts): PickFacts => ({
  ...facts,
  last: last_scan(facts, 'find_place'),
})

function add_scanned_quantity(facts: PickFacts, scan: Scan): PickFacts {
  const line = current_line(facts)
  const changed = with_line(facts, facts.at, { ...line, picked: line.picked + scan.quantity })
  return { ...changed, last: last_scan(facts, 'take_item', scan.quantity) }
}

function put_in_tote(facts: PickFacts): PickFacts {
  const line = current_line(facts)
  const changed = with_line(facts, facts.at, { ...line, placed: line.picked })
  return { ...changed, last: last_scan(facts, 'put_in_tote', line.picked - line.placed) }
}

function report_short(facts: PickFacts, scan: Scan): PickFacts {
  const line = current_line(facts)
  const short = line.wanted - line.picked
  const short_reason = SHORT_REASONS.get(scan.code) ?? null
  const changed = with_line(facts, facts.at, { ...line, short, short_reason })
  return { ...changed, last: last_scan(facts, 'report_short', short) }
}

/** Report it on arrival, before the place was scanned. */
function see_short(facts: PickFacts, scan: Scan): PickFacts {
  const reported = report_short(facts, scan)
  return { ...reported, last: { ...reported.last, did: 'see_short' } }
}

/** Walk to this line last: it goes behind all others (後回し). */
function put_aside(facts: PickFacts): PickFacts {
  const { at, lines } = facts
  const walked = {
    ...facts,
    lines: [...lines.slice(0, at), ...lines.slice(at + 1), current_line(facts)],
  }
  return { ...walked, at: open_line_from(walked, at), last: last_scan(facts, 'put_aside') }
}

/** Put the line aside on arrival, before the place was scanned. */
function pass_by(facts: PickFacts): PickFacts {
  const passed = put_aside(facts)
  return { ...passed, last: { ...passed.last, did: 'pass_by' } }
}

const go_to_next_line = (facts: PickFacts): PickFacts => ({
  ...facts,
  at: open_line_from(facts, facts.at + 1),
})

export const FLOW: flows.Flow<PickFacts> = flows.load_flow<PickFacts>(
  table,
  {
    cart_is_elsewhere,
    label_is_unknown,
    tote_is_on_this_cart,
    tote_is_elsewhere,
    last_tote_loads,
    tote_is_expected,
    place_is_expected,
    no_line_follows,
    next_line_is_here,
    hand_is_empty,
    shortage_is_reported,
    item_is_unknown,
    aside_is_asked,
    item_is_other,
    item_is_same,
    lot_is_other,
    lot_is_blocked,
    lot_is_expired,
    quantity_overshoots,
    quantity_completes,
    undo_is_asked,
    cart_was_taken_last,
    tote_was_loaded_last,
    place_was_found_last,
    pieces_were_taken_last,
    tote_was_filled_last,
    shortage_was_seen_last,
    shortage_was_reported_last,
    line_was_passed_last,
    line_was_put_aside_last,
    shortage_is_answered,
    pieces_were_counted_back_last,
    order_was_cancelled,
    another_was_cancelled,
    goods_go_back,
    no_other_line_is_open,
    news_is_asked,
    goods_were_found,
    item_stays,
    back_overshoots,
    nothing_is_counted_back,
    place_is_not_its_own,
    everything_is_back,
    no_line_is_left,
  },
  {
    take_cart,
    load_tote,
    stand_at_place,
    add_scanned_quantity,
    put_in_tote,
    report_short,
    see_short,
    go_to_next_line,
    put_aside,
    pass_by,
    take_back,
    drop_cancelled,
    lay_in: laid_in_from(0),
    lay_in_behind: laid_in_from(1),
    count_back,
    put_back,
  },
)
