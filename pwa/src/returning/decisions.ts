// Questions and changes of a return. Mirrors, name for name, server/returning/decisions.py.
//
// `shipped` is what an order was sent and has not come back yet, `lines` what came back now, each lot
// and grade by itself, in the order in which they were first scanned. `asked` are pieces whose lot is
// not known yet. `last` is what the last accepted scan did, so that it can be taken back.
//
// Goods that were sent under serial numbers (シリアル番号) come back under them: one piece, one number, in
// a GS1 code that says both or in a scan of its own. The number says the lot. A job that an earlier
// version began has none (`!= null`).
import table from '@rooms/returning/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import { read_serial } from '../vocabulary/serials'
import {
  GRADE_OF_COMMAND,
  type LastReturn,
  NOBODY_ASKS,
  NOTHING,
  REASON_OF_COMMAND,
  type ReturnedFacts,
  type ReturnFacts,
} from './facts'
import {
  came_of,
  has_serial,
  lot_is_unsaid,
  lots_of,
  named,
  pieces_of,
  product_of,
  sent_of,
  shipped_as,
  wants_serial,
} from './shipped_goods'

const SAY_SERIAL = 'say_serial'

/** What a scanner's text means at this step of a return. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  const scan = flows.read_scan(FLOW, step, raw, codes)
  return step === SAY_SERIAL ? read_serial(scan, raw) : scan
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
  lot_is_unsaid(facts, scan) && !serial_is_wanted(facts, scan)

const serial_is_wanted = (facts: ReturnFacts, scan: Scan) =>
  wants_serial(facts, product_of(facts, scan))

/** These pieces left under serial numbers, and the label says none. */
const serial_is_open = (facts: ReturnFacts, scan: Scan) =>
  serial_is_wanted(facts, scan) && scan.serial === null

const serial_is_said = (_facts: ReturnFacts, scan: Scan) => scan.serial !== null

/** No such piece was sent with the order, or it came back before. */
const serial_was_not_shipped = (facts: ReturnFacts, scan: Scan) => named(facts, scan) === null

/** This very piece was scanned already, in whatever grade. */
function serial_came_back(facts: ReturnFacts, scan: Scan): boolean {
  const product = product_of(facts, scan)
  return facts.lines.some((one) => one.product === product && has_serial(one, scan.serial))
}

const several_pieces_at_once = (_facts: ReturnFacts, scan: Scan) => scan.quantity > 1

const goods_are_known = (_facts: ReturnFacts, scan: Scan) => scan.product !== null

const serial_is_of_other = (facts: ReturnFacts, scan: Scan) =>
  scan.product !== null && scan.product !== facts.asked.product

/** Of the goods that were scanned last each piece is scanned: nobody types how many. */
const last_wants_serials = (facts: ReturnFacts) =>
  facts.at !== null && facts.lines[facts.at]?.serials != null

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
  if (lot_is_unsaid(facts, scan)) {
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

const serial_was_said_last = ({ last }: ReturnFacts) => last.did === 'serial'

const ask_lot = (facts: ReturnFacts, scan: Scan): ReturnFacts => ({
  ...facts,
  asked: { product: scan.product, pieces: scan.quantity },
  last: memory(facts),
})

const ask_serial = (facts: ReturnFacts, scan: Scan): ReturnFacts => ({
  ...facts,
  asked: { product: scan.product, pieces: 1 },
  last: memory(facts),
})

const ask_no_more = (facts: ReturnFacts): ReturnFacts => ({
  ...facts,
  asked: NOBODY_ASKS,
  last: NOTHING,
})

function return_pieces(facts: ReturnFacts, scan: Scan): ReturnFacts {
  const { product, lot, serials } = shipped_as(facts, scan)
  const pieces = pieces_of(facts, scan)
  const nth = line_of(facts, product, lot)
  if (nth >= 0) {
    const before = line_at(facts, nth).line.pieces
    const last = { ...memory(facts), pieces: before }
    const returned = with_pieces(facts, nth, before + pieces, scan.serial)
    return { ...returned, at: nth, asked: NOBODY_ASKS, last }
  }
  const named_pieces = serials == null ? null : [scan.serial ?? '']
  const line: ReturnedFacts = { product, lot, grade: facts.grade, pieces, serials: named_pieces }
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

/** The line of these goods in the grade that is being scanned; below 0 when there is none yet. */
const line_of = (facts: ReturnFacts, product: number, lot: string | null) =>
  facts.lines.findIndex(
    (line) => line.product === product && line.lot === lot && line.grade === facts.grade,
  )

/** What takes a scan back that is made now. */
const memory = (facts: ReturnFacts): LastReturn => ({
  ...NOTHING,
  did: asking(facts),
  at: facts.at,
  grade: facts.grade,
  asked: facts.asked,
})

function asking(facts: ReturnFacts): string {
  const { product } = facts.asked
  if (product === null) return 'return'
  return wants_serial(facts, product) ? 'serial' : 'lot'
}

function line_at(facts: ReturnFacts, nth: number | null): { nth: number; line: ReturnedFacts } {
  const line = nth === null ? undefined : facts.lines[nth]
  if (nth === null || line === undefined) throw new Error('there is no such line')
  return { nth, line }
}

/** So many pieces of a line; those whose numbers were said last go first. */
function with_pieces(
  facts: ReturnFacts,
  nth: number,
  pieces: number,
  serial: string | null = null,
): ReturnFacts {
  const changed = (line: ReturnedFacts): ReturnedFacts => {
    const known = line.serials ?? null
    const serials = known && [...known, ...(serial === null ? [] : [serial])].slice(0, pieces)
    return { ...line, pieces, serials }
  }
  const lines = facts.lines.map((line, other) => (other === nth ? changed(line) : line))
  return { ...facts, lines }
}

export const FLOW: flows.Flow<ReturnFacts> = flows.load_flow<ReturnFacts>(
  table,
  {
    item_is_not_of_the_order,
    item_is_other,
    lot_was_not_shipped,
    lot_is_open,
    serial_is_wanted,
    serial_is_open,
    serial_is_said,
    serial_was_not_shipped,
    serial_came_back,
    several_pieces_at_once,
    goods_are_known,
    serial_is_of_other,
    last_wants_serials,
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
    serial_was_said_last,
  },
  { ask_lot, ask_serial, ask_no_more, return_pieces, set_count, set_grade, set_reason, take_back },
)
