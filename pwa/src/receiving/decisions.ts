// Questions and changes of a receipt. Mirrors, name for name, server/receiving/decisions.py.
//
// `expected` is what the notice (入荷予定) still waits for, `lines` what was received, each lot and
// condition by itself, in the order in which they were first scanned. `asked` are pieces whose lot or
// day is not known yet. `last` is what the last accepted scan did, so that it can be taken back.
import table from '@rooms/receiving/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import {
  type Asked,
  type LastReceipt,
  NOBODY_ASKS,
  NOTHING,
  type ReceivedFacts,
  type ReceiveFacts,
} from './facts'

/** What a scanner's text means at this step of a receipt. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

/** Goods that nobody announced may be here: the house may know the code. */
const item_is_unknown = (_facts: ReceiveFacts, scan: Scan) => scan.product === null

const item_is_of_another_owner = (facts: ReceiveFacts, scan: Scan) =>
  scan.product !== null && facts.foreign.includes(scan.product)

/** A notice does not name these goods, and none of them was received all the same. */
const item_is_not_announced = (facts: ReceiveFacts, scan: Scan) =>
  facts.notice !== null &&
  ![...facts.expected, ...facts.lines].some((one) => one.product === scan.product)

const item_is_other = (facts: ReceiveFacts, scan: Scan) => scan.product !== facts.asked.product

const lot_is_open = (facts: ReceiveFacts, scan: Scan) =>
  is_among(facts.with_lots, product_of(facts, scan)) && lot_of(facts, scan) === null

const day_is_open = (facts: ReceiveFacts, scan: Scan) =>
  is_among(facts.with_days, product_of(facts, scan)) && day_of(facts, scan) === null

/** One lot expires on one day. */
function lot_has_another_day(facts: ReceiveFacts, scan: Scan): boolean {
  const known = known_day(facts, product_of(facts, scan), lot_of(facts, scan))
  const day = day_of(facts, scan)
  return known !== null && day !== null && known !== day
}

/** Expired goods come in as damaged ones do, apart, or not at all. */
function day_is_past(facts: ReceiveFacts, scan: Scan): boolean {
  const day = day_of(facts, scan)
  return day !== null && day <= facts.today && !facts.damaged
}

function day_is_far(facts: ReceiveFacts, scan: Scan): boolean {
  const day = day_of(facts, scan)
  return day !== null && day > facts.furthest
}

function count_is_too_large(facts: ReceiveFacts, scan: Scan): boolean {
  if (scan.kind === 'quantity') return scan.quantity > facts.most
  const nth = received(facts, scan)
  const before = nth === null ? 0 : line_at(facts, nth).line.pieces
  return before + pieces_of(facts, scan) > facts.most
}

const nothing_was_scanned = (facts: ReceiveFacts) => facts.at === null

const nothing_is_here = (facts: ReceiveFacts) =>
  !facts.unknown && facts.lines.every((line) => line.pieces === 0)

const damage_is_said = (_facts: ReceiveFacts, scan: Scan) => scan.code === 'X-DAMAGED'

const goods_are_not_known = (_facts: ReceiveFacts, scan: Scan) => scan.code === 'X-UNKNOWN'

const end_is_asked = (_facts: ReceiveFacts, scan: Scan) =>
  scan.code === 'X-DONE' || scan.code === 'X-PART'

const rest_comes_later = (_facts: ReceiveFacts, scan: Scan) => scan.code === 'X-PART'

const undo_is_asked = (_facts: ReceiveFacts, scan: Scan) => scan.code === 'X-UNDO'

const back_is_asked = (_facts: ReceiveFacts, scan: Scan) => scan.code === 'X-BACK'

const goods_were_scanned_last = ({ last }: ReceiveFacts) =>
  last.did === 'receive' || last.did === 'turn'

const extra_was_confirmed_last = (facts: ReceiveFacts) => facts.last.did === 'confirm'

const lot_was_said_last = (facts: ReceiveFacts) => facts.last.did === 'lot'

const day_was_said_last = (facts: ReceiveFacts) => facts.last.did === 'day'

const ask_if_extra = (facts: ReceiveFacts, scan: Scan): ReceiveFacts =>
  ask(facts, { ...NOBODY_ASKS, product: scan.product })

const ask_lot = (facts: ReceiveFacts, scan: Scan): ReceiveFacts => ask(facts, asked_of(facts, scan))

const ask_day = (facts: ReceiveFacts, scan: Scan): ReceiveFacts => ask(facts, asked_of(facts, scan))

const ask_no_more = (facts: ReceiveFacts): ReceiveFacts => ({
  ...facts,
  asked: NOBODY_ASKS,
  last: NOTHING,
})

function receive_pieces(facts: ReceiveFacts, scan: Scan): ReceiveFacts {
  const nth = received(facts, scan)
  if (nth !== null) {
    const before = line_at(facts, nth).line.pieces
    const last = { ...memory(facts), pieces: before }
    return {
      ...with_pieces(facts, nth, before + pieces_of(facts, scan)),
      at: nth,
      asked: NOBODY_ASKS,
      last,
    }
  }
  const product = product_of(facts, scan)
  if (product === null) throw new Error('received are goods that the house knows')
  const line: ReceivedFacts = {
    product,
    lot: lot_of(facts, scan),
    expires_on: day_of(facts, scan),
    damaged: facts.damaged,
    pieces: pieces_of(facts, scan),
  }
  return {
    ...facts,
    lines: [...facts.lines, line],
    at: facts.lines.length,
    asked: NOBODY_ASKS,
    last: { ...memory(facts), is_new: true },
  }
}

/** A typed count is all that came in of the goods scanned last. */
function set_count(facts: ReceiveFacts, scan: Scan): ReceiveFacts {
  const { nth, line } = line_at(facts, facts.at)
  const last = { ...memory(facts), pieces: line.pieces }
  return { ...with_pieces(facts, nth, scan.quantity), last }
}

/** What is scanned from now on is damaged; said again, it is good again. */
const turn_to_damaged = (facts: ReceiveFacts): ReceiveFacts => ({
  ...facts,
  damaged: !facts.damaged,
  at: null,
  last: { ...memory(facts), did: 'turn' },
})

const set_aside_unknown = (facts: ReceiveFacts): ReceiveFacts => ({
  ...facts,
  unknown: true,
  last: NOTHING,
})

const expect_the_rest = (facts: ReceiveFacts): ReceiveFacts => ({ ...facts, rest_comes: true })

/** Undo what the last scan did (取消). */
function take_back(facts: ReceiveFacts): ReceiveFacts {
  const { last } = facts
  return { ...without_last(facts), at: last.at, asked: last.asked, last: NOTHING }
}

function without_last(facts: ReceiveFacts): ReceiveFacts {
  const { last } = facts
  if (facts.asked.product !== null) return facts
  if (last.did === 'turn') return { ...facts, damaged: !facts.damaged }
  if (last.is_new) return { ...facts, lines: facts.lines.slice(0, -1) }
  return with_pieces(facts, line_at(facts, facts.at).nth, last.pieces)
}

const is_among = (products: readonly number[], product: number | null) =>
  product !== null && products.includes(product)

const product_of = (facts: ReceiveFacts, scan: Scan) => facts.asked.product ?? scan.product

/** Lots that nobody keeps are not told apart, whatever the code says. */
function lot_of(facts: ReceiveFacts, scan: Scan): string | null {
  if (!is_among(facts.with_lots, product_of(facts, scan))) return null
  return scan.lot ?? facts.asked.lot
}

/** When the goods expire: as the scan says it, or as the lot is known to. */
function day_of(facts: ReceiveFacts, scan: Scan): string | null {
  const product = product_of(facts, scan)
  if (!is_among(facts.with_days, product)) return null
  return scan.expires_on ?? facts.asked.expires_on ?? known_day(facts, product, lot_of(facts, scan))
}

/** The day of a lot that has come in before, here or ever. */
function known_day(facts: ReceiveFacts, product: number | null, lot: string | null): string | null {
  if (lot === null) return null
  const known = [...facts.lines, ...facts.lots].find(
    (one) => one.product === product && one.lot === lot,
  )
  return known?.expires_on ?? null
}

const pieces_of = (facts: ReceiveFacts, scan: Scan) =>
  facts.asked.pieces === 0 ? scan.quantity : facts.asked.pieces

/** The line of the goods that a scan means; null when none of them came in yet. */
function received(facts: ReceiveFacts, scan: Scan): number | null {
  const product = product_of(facts, scan)
  const lot = lot_of(facts, scan)
  const day = day_of(facts, scan)
  const nth = facts.lines.findIndex(
    (line) =>
      line.product === product &&
      line.lot === lot &&
      line.expires_on === day &&
      line.damaged === facts.damaged,
  )
  return nth < 0 ? null : nth
}

const asked_of = (facts: ReceiveFacts, scan: Scan): Asked => ({
  product: product_of(facts, scan),
  pieces: pieces_of(facts, scan),
  lot: lot_of(facts, scan),
  expires_on: scan.expires_on ?? facts.asked.expires_on,
})

const ask = (facts: ReceiveFacts, asked: Asked): ReceiveFacts => ({
  ...facts,
  asked,
  last: memory(facts),
})

/** What takes a scan back that is made now. */
const memory = (facts: ReceiveFacts): LastReceipt => ({
  ...NOTHING,
  did: doing(facts),
  at: facts.at,
  asked: facts.asked,
})

function doing({ asked, with_lots }: ReceiveFacts): string {
  if (asked.product === null) return 'receive'
  if (asked.pieces === 0) return 'confirm'
  return asked.lot === null && with_lots.includes(asked.product) ? 'lot' : 'day'
}

function line_at(facts: ReceiveFacts, nth: number | null): { nth: number; line: ReceivedFacts } {
  const line = nth === null ? undefined : facts.lines[nth]
  if (nth === null || line === undefined) throw new Error('there is no such line')
  return { nth, line }
}

function with_pieces(facts: ReceiveFacts, nth: number, pieces: number): ReceiveFacts {
  const lines = facts.lines.map((line, other) => (other === nth ? { ...line, pieces } : line))
  return { ...facts, lines }
}

export const FLOW: flows.Flow<ReceiveFacts> = flows.load_flow<ReceiveFacts>(
  table,
  {
    item_is_unknown,
    item_is_of_another_owner,
    item_is_not_announced,
    item_is_other,
    lot_is_open,
    day_is_open,
    lot_has_another_day,
    day_is_past,
    day_is_far,
    count_is_too_large,
    nothing_was_scanned,
    nothing_is_here,
    damage_is_said,
    goods_are_not_known,
    end_is_asked,
    rest_comes_later,
    undo_is_asked,
    back_is_asked,
    goods_were_scanned_last,
    extra_was_confirmed_last,
    lot_was_said_last,
    day_was_said_last,
  },
  {
    ask_if_extra,
    ask_lot,
    ask_day,
    ask_no_more,
    receive_pieces,
    set_count,
    turn_to_damaged,
    set_aside_unknown,
    expect_the_rest,
    take_back,
  },
)
