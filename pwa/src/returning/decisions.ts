// Questions and changes of a return. Mirrors, name for name, server/returning/decisions.py.
//
// `shipped` is what an order was sent and has not come back yet, `lines` what came back now, each lot
// and grade by itself, in the order in which they were first scanned. `asked` are pieces whose lot is
// not known yet. `last` is what the last accepted scan did, so that it can be taken back.
import table from '@rooms/returning/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import {
  GRADE_OF_COMMAND,
  type LastReturn,
  NOBODY_ASKS,
  NOTHING,
  REASON_OF_COMMAND,
  type ReturnedFacts,
  type ReturnFacts,
  type ShippedFacts,
} from './facts'

/** What a scanner's text means at this step of a return. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

const item_is_not_of_the_order = (facts: ReturnFacts, scan: Scan) =>
  !facts.shipped.some((one) => one.product === scan.product)

const item_is_other = (facts: ReturnFacts, scan: Scan) => scan.product !== facts.asked.product

/** The label names a lot, lots of these goods are kept, and the order was sent another. */
function lot_was_not_shipped(facts: ReturnFacts, scan: Scan): boolean {
  const lots = lots_of(facts, scan)
  const are_kept = lots.length !== 1 || lots[0] !== null
  return scan.lot !== null && are_kept && !lots.includes(scan.lot)
}

/** The order was sent several lots of these goods, and the label does not say which. */
const lot_is_open = (facts: ReturnFacts, scan: Scan) =>
  lots_of(facts, scan).length > 1 && scan.lot === null

/** Expired goods are never sold again: they come back as damaged, or are held. */
function lot_has_expired(facts: ReturnFacts, scan: Scan): boolean {
  const day = shipped_as(facts, scan).expires_on
  return facts.grade === 'good' && day !== null && day <= facts.today
}

/** Of the lot; of all lots where it is not known which. */
function more_than_was_shipped(facts: ReturnFacts, scan: Scan): boolean {
  if (scan.kind === 'quantity') {
    const { line } = line_at(facts, facts.at)
    const others = came_of(facts, line.product, line.lot) - line.pieces
    return others + scan.quantity > sent_of(facts, line.product, line.lot)
  }
  const product = product_of(facts, scan)
  const pieces = pieces_of(facts, scan)
  if (lot_is_open(facts, scan)) {
    const left = lots_of(facts, scan).reduce(
      (sum, lot) => sum + sent_of(facts, product, lot) - came_of(facts, product, lot),
      0,
    )
    return pieces > left
  }
  const { lot } = shipped_as(facts, scan)
  return came_of(facts, product, lot) + pieces > sent_of(facts, product, lot)
}

const nothing_was_scanned = (facts: ReturnFacts) => facts.at === null

const nothing_came_back = (facts: ReturnFacts) => facts.lines.every((line) => line.pieces === 0)

const grade_is_said = (_facts: ReturnFacts, scan: Scan) => scan.code in GRADE_OF_COMMAND

const reason_is_said = (_facts: ReturnFacts, scan: Scan) => scan.code in REASON_OF_COMMAND

const end_is_asked = (_facts: ReturnFacts, scan: Scan) => scan.code === 'X-DONE'

const undo_is_asked = (_facts: ReturnFacts, scan: Scan) => scan.code === 'X-UNDO'

const back_is_asked = (_facts: ReturnFacts, scan: Scan) => scan.code === 'X-BACK'

const goods_were_scanned_last = ({ last }: ReturnFacts) =>
  last.did === 'return' || last.did === 'grade'

const lot_was_said_last = ({ last }: ReturnFacts) => last.did === 'lot'

const ask_lot = (facts: ReturnFacts, scan: Scan): ReturnFacts => ({
  ...facts,
  asked: { product: scan.product, pieces: scan.quantity },
  last: memory(facts),
})

const ask_no_more = (facts: ReturnFacts): ReturnFacts => ({
  ...facts,
  asked: NOBODY_ASKS,
  last: NOTHING,
})

function return_pieces(facts: ReturnFacts, scan: Scan): ReturnFacts {
  const { product, lot } = shipped_as(facts, scan)
  const pieces = pieces_of(facts, scan)
  const nth = line_of(facts, product, lot)
  if (nth >= 0) {
    const before = line_at(facts, nth).line.pieces
    const last = { ...memory(facts), pieces: before }
    return { ...with_pieces(facts, nth, before + pieces), at: nth, asked: NOBODY_ASKS, last }
  }
  const line: ReturnedFacts = { product, lot, grade: facts.grade, pieces }
  return {
    ...facts,
    lines: [...facts.lines, line],
    at: facts.lines.length,
    asked: NOBODY_ASKS,
    last: { ...memory(facts), is_new: true },
  }
}

/** A typed count is all that came back of the goods scanned last, in their grade. */
function set_count(facts: ReturnFacts, scan: Scan): ReturnFacts {
  const { nth, line } = line_at(facts, facts.at)
  const last = { ...memory(facts), pieces: line.pieces }
  return { ...with_pieces(facts, nth, scan.quantity), last }
}

/** What is scanned from now on is of this grade. */
const set_grade = (facts: ReturnFacts, scan: Scan): ReturnFacts => ({
  ...facts,
  grade: GRADE_OF_COMMAND[scan.code] ?? facts.grade,
  at: null,
  last: { ...memory(facts), did: 'grade' },
})

const set_reason = (facts: ReturnFacts, scan: Scan): ReturnFacts => ({
  ...facts,
  reason: REASON_OF_COMMAND[scan.code] ?? facts.reason,
})

/** Undo what the last scan did (取消). */
function take_back(facts: ReturnFacts): ReturnFacts {
  const { last } = facts
  return { ...without_last(facts), at: last.at, asked: last.asked, last: NOTHING }
}

function without_last(facts: ReturnFacts): ReturnFacts {
  const { last } = facts
  if (facts.asked.product !== null) return facts
  if (last.did === 'grade') return { ...facts, grade: last.grade }
  if (last.is_new) return { ...facts, lines: facts.lines.slice(0, -1) }
  return with_pieces(facts, line_at(facts, facts.at).nth, last.pieces)
}

const product_of = (facts: ReturnFacts, scan: Scan) => facts.asked.product ?? scan.product

const pieces_of = (facts: ReturnFacts, scan: Scan) =>
  facts.asked.pieces === 0 ? scan.quantity : facts.asked.pieces

/** The lots of the goods in the hand that the order was sent; none where lots are not kept. */
function lots_of(facts: ReturnFacts, scan: Scan): (string | null)[] {
  const product = product_of(facts, scan)
  return facts.shipped.filter((one) => one.product === product).map(({ lot }) => lot)
}

/** As what the goods in the hand were sent: the lot that is said, or the only one. */
function shipped_as(facts: ReturnFacts, scan: Scan): ShippedFacts {
  const product = product_of(facts, scan)
  const sent = facts.shipped.filter((one) => one.product === product)
  const found = sent.find(({ lot }) => lot === scan.lot) ?? sent[0]
  if (found === undefined) throw new Error('only what was sent comes back')
  return found
}

const sent_of = (facts: ReturnFacts, product: number | null, lot: string | null) =>
  sum_of(facts.shipped, product, lot)

/** Pieces of a lot that came back now, in whatever grade. */
const came_of = (facts: ReturnFacts, product: number | null, lot: string | null) =>
  sum_of(facts.lines, product, lot)

type Pieces = { readonly product: number; readonly lot: string | null; readonly pieces: number }

const sum_of = (pieces: readonly Pieces[], product: number | null, lot: string | null) =>
  pieces.reduce(
    (sum, one) => sum + (one.product === product && one.lot === lot ? one.pieces : 0),
    0,
  )

/** The line of these goods in the grade that is being scanned; below 0 when there is none yet. */
const line_of = (facts: ReturnFacts, product: number, lot: string | null) =>
  facts.lines.findIndex(
    (line) => line.product === product && line.lot === lot && line.grade === facts.grade,
  )

/** What takes a scan back that is made now. */
const memory = (facts: ReturnFacts): LastReturn => ({
  ...NOTHING,
  did: facts.asked.product === null ? 'return' : 'lot',
  at: facts.at,
  grade: facts.grade,
  asked: facts.asked,
})

function line_at(facts: ReturnFacts, nth: number | null): { nth: number; line: ReturnedFacts } {
  const line = nth === null ? undefined : facts.lines[nth]
  if (nth === null || line === undefined) throw new Error('there is no such line')
  return { nth, line }
}

function with_pieces(facts: ReturnFacts, nth: number, pieces: number): ReturnFacts {
  const lines = facts.lines.map((line, other) => (other === nth ? { ...line, pieces } : line))
  return { ...facts, lines }
}

export const FLOW: flows.Flow<ReturnFacts> = flows.load_flow<ReturnFacts>(
  table,
  {
    item_is_not_of_the_order,
    item_is_other,
    lot_was_not_shipped,
    lot_is_open,
    lot_has_expired,
    more_than_was_shipped,
    nothing_was_scanned,
    nothing_came_back,
    grade_is_said,
    reason_is_said,
    end_is_asked,
    undo_is_asked,
    back_is_asked,
    goods_were_scanned_last,
    lot_was_said_last,
  },
  { ask_lot, ask_no_more, return_pieces, set_count, set_grade, set_reason, take_back },
)
