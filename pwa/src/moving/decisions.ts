// Questions and changes of a move. Mirrors, name for name, server/moving/decisions.py.
//
// `goods` is what the book says lies in the place where the move began, each lot by itself. What is
// in the hand still lies there by the book; a scan of the target moves it. `last` is what the last
// accepted scan did, so that it can be taken back.
import table from '@rooms/moving/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import {
  type GoodsFacts,
  type LastMove,
  type MoveFacts,
  NOBODY_ASKS,
  NOTHING,
  pieces_in_hand,
  type Room,
} from './facts'

/** What a scanner's text means at this step of a move. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

const hand_is_empty = (facts: MoveFacts) => facts.goods.every((goods) => goods.hand === 0)

const item_is_not_here = (facts: MoveFacts, scan: Scan) => of_product(facts, scan).length === 0

const lot_is_not_here = (facts: MoveFacts, scan: Scan) =>
  scan.lot !== null && scanned(facts, scan) === null

/** The code names no lot, and several lie here. */
const lot_is_open = (facts: MoveFacts, scan: Scan) =>
  scan.lot === null && of_product(facts, scan).length > 1

const item_is_other = (facts: MoveFacts, scan: Scan) => scan.product !== facts.asked.product

function more_than_lies_here(facts: MoveFacts, scan: Scan): boolean {
  const { goods, hand } = counted(facts, scan)
  return hand > goods.lay - goods.moved
}

function more_than_is_free(facts: MoveFacts, scan: Scan): boolean {
  const { goods, hand } = counted(facts, scan)
  return hand > goods.free - goods.moved
}

const no_piece_stays_in_hand = (facts: MoveFacts, scan: Scan) =>
  scan.quantity === 0 && hand_beside(facts) === 0

const place_is_own = (facts: MoveFacts, scan: Scan) => scan.code === facts.place

const place_is_unknown = (facts: MoveFacts, scan: Scan) => facts.unknown_places.includes(scan.code)

const rack_takes_no_goods = (facts: MoveFacts, scan: Scan) =>
  facts.racks.includes(scan.code) && facts.goods.some((goods) => goods.hand > 0 && !goods.is_flyer)

/** A shelf is filled for those who pick from it: elsewhere nobody would look for the goods. */
const place_is_not_asked_for = (facts: MoveFacts, scan: Scan) =>
  facts.aim === 'replenish' &&
  facts.goods.some(
    ({ hand, goes_to }) => hand > 0 && goes_to !== null && goes_to.place !== scan.code,
  )

function place_is_full(facts: MoveFacts, scan: Scan): boolean {
  const hand = pieces_in_hand(facts)
  return facts.rooms.some(({ place, pieces }) => place === scan.code && hand > pieces)
}

/** What is in the hand is the last that was to be brought. */
function job_ends_with_it(facts: MoveFacts): boolean {
  if (facts.aim === 'move') return false
  const brought = facts.goods.reduce((sum, { moved, hand }) => sum + moved + hand, 0)
  if (facts.wanted !== null && brought >= facts.wanted) return true
  return facts.goods.every(({ moved, hand, free }) => moved + hand >= free)
}

/** What is in the hand was promised to orders after it was taken. */
const goods_are_promised_now = (facts: MoveFacts) =>
  facts.goods.some((goods) => goods.hand > 0 && goods.moved + goods.hand > goods.free)

const goods_are_promised_there = (facts: MoveFacts) => facts.last.stays

const done_is_asked = (_facts: MoveFacts, scan: Scan) => scan.code === 'X-DONE'

const back_is_asked = (_facts: MoveFacts, scan: Scan) => scan.code === 'X-BACK'

const undo_is_asked = (_facts: MoveFacts, scan: Scan) => scan.code === 'X-UNDO'

const goods_were_taken_last = (facts: MoveFacts) => facts.last.did === 'take'

const lot_was_asked_last = (facts: MoveFacts) => facts.last.did === 'ask_lot'

const lot_was_said_last = (facts: MoveFacts) => facts.last.did === 'say_lot'

const goods_were_put_down_last = (facts: MoveFacts) => facts.last.did === 'put_down'

const goods_were_put_back_last = (facts: MoveFacts) => facts.last.did === 'put_back'

const hand_was_empty_before = (facts: MoveFacts) =>
  facts.last.pieces === 0 && hand_beside(facts) === 0

const take_goods = (facts: MoveFacts, scan: Scan): MoveFacts => take(facts, scan, 'take')

function ask_lot(facts: MoveFacts, scan: Scan): MoveFacts {
  const asked = { product: scan.product, pieces: scan.quantity }
  return { ...facts, asked, last: { ...NOTHING, did: 'ask_lot', at: facts.at } }
}

const say_lot = (facts: MoveFacts, scan: Scan): MoveFacts => ({
  ...take(facts, scan, 'say_lot'),
  asked: NOBODY_ASKS,
})

/** The pieces whose lot nobody can read stay where they lie. */
const ask_no_more = (facts: MoveFacts): MoveFacts => ({
  ...facts,
  asked: NOBODY_ASKS,
  last: NOTHING,
})

/** A typed count is all that is in the hand of the goods scanned last. */
function set_count(facts: MoveFacts, scan: Scan): MoveFacts {
  const { nth, goods } = goods_at(facts, facts.at)
  const last: LastMove = { ...NOTHING, did: 'take', at: nth, pieces: goods.hand }
  return { ...with_hand(facts, nth, scan.quantity), last }
}

function put_down(facts: MoveFacts, scan: Scan): MoveFacts {
  const goods = facts.goods.map((one) => ({ ...one, hand: 0, moved: one.moved + one.hand }))
  const laid = facts.goods.map((one) => one.hand)
  const last = { ...NOTHING, did: 'put_down', at: facts.at, target: scan.code, laid }
  const rooms = rooms_with(facts, scan.code, -pieces_in_hand(facts))
  return { ...facts, goods, at: null, last, rooms }
}

/** Whatever is in the hand goes back to where it lay. */
function put_back(facts: MoveFacts): MoveFacts {
  const goods = facts.goods.map((one) => ({ ...one, hand: 0 }))
  const laid = facts.goods.map((one) => one.hand)
  return { ...facts, goods, at: null, last: { ...NOTHING, did: 'put_back', at: facts.at, laid } }
}

/** Undo what the last scan did (取消). */
function take_back(facts: MoveFacts): MoveFacts {
  const undo = UNDOING[facts.last.did ?? '']
  if (undo === undefined) throw new Error('there is nothing to take back')
  return { ...undo(facts), at: facts.last.at, last: NOTHING }
}

/** The goods here that a scan may mean, or that it is still asked of which lot they are. */
function of_product(facts: MoveFacts, scan: Scan): number[] {
  const product = facts.asked.product ?? scan.product
  return facts.goods.flatMap((goods, nth) => (goods.product === product ? [nth] : []))
}

/** The goods that a scan means; goods whose lots nobody keeps are meant by any lot. */
function scanned(facts: MoveFacts, scan: Scan): number | null {
  const found = of_product(facts, scan)
  if (scan.lot === null) return found.length === 1 ? (found[0] ?? null) : null
  const with_lot = (lot: string | null) => found.find((nth) => facts.goods[nth]?.lot === lot)
  return with_lot(scan.lot) ?? with_lot(null) ?? null
}

function goods_at(facts: MoveFacts, nth: number | null): { nth: number; goods: GoodsFacts } {
  const goods = nth === null ? undefined : facts.goods[nth]
  if (nth === null || goods === undefined) throw new Error('asked of goods that lie here')
  return { nth, goods }
}

/** Which goods a scan or a typed count is about, and how many would be in the hand then. */
function counted(facts: MoveFacts, scan: Scan): { goods: GoodsFacts; hand: number } {
  if (scan.kind === 'quantity') {
    return { goods: goods_at(facts, facts.at).goods, hand: scan.quantity }
  }
  const { goods } = goods_at(facts, scanned(facts, scan))
  return { goods, hand: goods.hand + pieces_of(facts, scan) }
}

const pieces_of = (facts: MoveFacts, scan: Scan) =>
  facts.asked.product === null ? scan.quantity : facts.asked.pieces

function take(facts: MoveFacts, scan: Scan, did: string): MoveFacts {
  const { nth, goods } = goods_at(facts, scanned(facts, scan))
  const last: LastMove = { ...NOTHING, did, at: facts.at, pieces: goods.hand }
  return { ...with_hand(facts, nth, goods.hand + pieces_of(facts, scan)), at: nth, last }
}

function with_hand(facts: MoveFacts, nth: number, hand: number): MoveFacts {
  const goods = facts.goods.map((one, other) => (other === nth ? { ...one, hand } : one))
  return { ...facts, goods }
}

/** Pieces in the hand beside those that were scanned last. */
const hand_beside = (facts: MoveFacts) =>
  facts.goods.reduce((sum, goods, nth) => (nth === facts.at ? sum : sum + goods.hand), 0)

const not_taken = (facts: MoveFacts) =>
  with_hand(facts, goods_at(facts, facts.at).nth, facts.last.pieces)

const not_asked = (facts: MoveFacts): MoveFacts => ({ ...facts, asked: NOBODY_ASKS })

function not_said(facts: MoveFacts): MoveFacts {
  const { goods } = goods_at(facts, facts.at)
  const asked = { product: goods.product, pieces: goods.hand - facts.last.pieces }
  return { ...not_taken(facts), asked }
}

function in_hand_again(facts: MoveFacts, was_moved: boolean): MoveFacts {
  const goods = facts.goods.map((one, nth) => {
    const hand = facts.last.laid[nth] ?? 0
    return { ...one, hand, moved: one.moved - (was_moved ? hand : 0) }
  })
  const { target, laid } = facts.last
  if (!was_moved || target === null) return { ...facts, goods }
  const pieces = laid.reduce((sum, n) => sum + n, 0)
  return { ...facts, goods, rooms: rooms_with(facts, target, pieces) }
}

/** What places still take when a place takes so many pieces more, or fewer. */
const rooms_with = (facts: MoveFacts, place: string, pieces: number): readonly Room[] =>
  facts.rooms.map((room) =>
    room.place === place ? { ...room, pieces: room.pieces + pieces } : room,
  )

const UNDOING: Record<string, (facts: MoveFacts) => MoveFacts> = {
  take: not_taken,
  ask_lot: not_asked,
  say_lot: not_said,
  put_down: (facts) => in_hand_again(facts, true),
  put_back: (facts) => in_hand_again(facts, false),
}

export const FLOW: flows.Flow<MoveFacts> = flows.load_flow<MoveFacts>(
  table,
  {
    hand_is_empty,
    item_is_not_here,
    lot_is_not_here,
    lot_is_open,
    item_is_other,
    more_than_lies_here,
    more_than_is_free,
    no_piece_stays_in_hand,
    place_is_own,
    place_is_unknown,
    rack_takes_no_goods,
    place_is_not_asked_for,
    place_is_full,
    job_ends_with_it,
    goods_are_promised_now,
    goods_are_promised_there,
    done_is_asked,
    back_is_asked,
    undo_is_asked,
    goods_were_taken_last,
    lot_was_asked_last,
    lot_was_said_last,
    goods_were_put_down_last,
    goods_were_put_back_last,
    hand_was_empty_before,
  },
  { take_goods, ask_lot, say_lot, ask_no_more, set_count, put_down, put_back, take_back },
)
