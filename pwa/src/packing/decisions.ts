// Questions and changes of the packing job. Mirrors, name for name, server/packing/decisions.py.
//
// One product may stand in two lines of a parcel, for two lots. A scan that names its lot goes to
// the line of that lot first, a scan that names none to the line that asks for none first; what
// does not fit into one line goes on into the next.
import table from '@rooms/packing/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'

/** Goods that must be seen by a scan on their way into the parcel; nothing wanted when short. */
export type ItemFacts = {
  readonly line: number
  readonly product: number
  readonly lot: string | null
  readonly wanted: number
  readonly packed: number
  /** Of these the last accepted scan counted so many; they can be taken back. */
  readonly last: number
}

/** Printed matter this parcel must get (チラシ・同梱物). */
export type FlyerFacts = {
  readonly line: number
  readonly product: number
  readonly wanted: number
  readonly inserted: number
  readonly last: number
}

/** What a packing job knows; `slips_elsewhere` and `cancelled` are current on the server only. */
export type PackFacts = {
  readonly shipment: string
  readonly items: readonly ItemFacts[]
  readonly flyers: readonly FlyerFacts[]
  /** Every product that is a flyer, of this parcel or not. */
  readonly house_flyers: readonly number[]
  /** The slip printed for this parcel; null when any unused one will do. */
  /** null: any unused one will do; empty: none is good until a new one is printed. */
  readonly slip_expected: string | null
  readonly slip: string | null
  readonly slips_elsewhere: readonly string[]
  /** The order was cancelled: nothing of it leaves the house. */
  readonly cancelled: boolean
}

/** What a scanner's text means at this step of a packing job. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

/** Where a parcel stands by its facts alone: at the begin, and when a supervisor has decided. */
export function first_step(facts: PackFacts): string {
  if (facts.slip !== null) return 'parcel_closed'
  if (facts.cancelled) return 'order_cancelled'
  return pieces_left(facts) > 0 ? 'verify_contents' : 'scan_slip'
}

/** Pieces of goods and flyers that are still to be seen by a scan. */
export function pieces_left(facts: PackFacts): number {
  const items = facts.items.reduce((left, item) => left + item.wanted - item.packed, 0)
  return facts.flyers.reduce((left, flyer) => left + flyer.wanted - flyer.inserted, items)
}

/** The first line that still wants something, goods before flyers; null when all is in. */
export function current_line(facts: PackFacts): ItemFacts | FlyerFacts | null {
  const item = facts.items.find(({ wanted, packed }) => packed < wanted)
  return item ?? facts.flyers.find(({ wanted, inserted }) => inserted < wanted) ?? null
}

const flyer_is_other = (facts: PackFacts, scan: Scan) =>
  facts.house_flyers.some((flyer) => flyer === scan.product) && item_is_other(facts, scan)

const item_is_other = (facts: PackFacts, scan: Scan) =>
  !is_ordered(facts, scan) && !is_flyer_of_parcel(facts, scan)

const lot_is_other = (facts: PackFacts, scan: Scan) =>
  filling_order(facts, scan).length === 0 && !is_flyer_of_parcel(facts, scan)

const flyer_is_inserted = (facts: PackFacts, scan: Scan) =>
  !is_ordered(facts, scan) && flyer_room(facts, scan) === 0

const quantity_overshoots = (facts: PackFacts, scan: Scan) =>
  scan.quantity > item_room(facts, scan) && scan.quantity > flyer_room(facts, scan)

/** What is ordered as goods and inserted as a flyer too fills the goods first. */
const flyer_is_expected = (facts: PackFacts, scan: Scan) => scan.quantity > item_room(facts, scan)

const contents_complete = (facts: PackFacts, scan: Scan) => scan.quantity === pieces_left(facts)

const aside_is_asked = (_facts: PackFacts, scan: Scan) => scan.code === 'X-ASIDE'

const undo_is_asked = (_facts: PackFacts, scan: Scan) => scan.code === 'X-UNDO'

const something_was_counted_last = (facts: PackFacts) =>
  [...facts.items, ...facts.flyers].some((line) => line.last > 0)

const order_was_cancelled = (facts: PackFacts) => facts.cancelled

const slip_is_elsewhere = (facts: PackFacts, scan: Scan) =>
  facts.slips_elsewhere.includes(scan.code)

const slip_is_other = (facts: PackFacts, scan: Scan) =>
  facts.slip_expected !== null && scan.code !== facts.slip_expected

function pack_item(before: PackFacts, scan: Scan): PackFacts {
  const facts = settle_last(before)
  const items = [...facts.items]
  let left = scan.quantity
  for (const nth of filling_order(facts, scan)) {
    const item = items[nth] as ItemFacts
    const taken = Math.min(left, item.wanted - item.packed)
    if (taken <= 0) continue
    items[nth] = { ...item, packed: item.packed + taken, last: taken }
    left -= taken
  }
  return { ...facts, items }
}

function insert_flyer(before: PackFacts, scan: Scan): PackFacts {
  const facts = settle_last(before)
  let left = scan.quantity
  const flyers = facts.flyers.map((flyer) => {
    const taken = Math.min(left, flyer.wanted - flyer.inserted)
    if (flyer.product !== scan.product || taken <= 0) return flyer
    left -= taken
    return { ...flyer, inserted: flyer.inserted + taken, last: taken }
  })
  return { ...facts, flyers }
}

const attach_slip = (facts: PackFacts, scan: Scan): PackFacts => ({ ...facts, slip: scan.code })

/** Undo what the last scan counted (取消). */
const take_back = (facts: PackFacts): PackFacts => ({
  ...facts,
  items: facts.items.map((item) => ({ ...item, packed: item.packed - item.last, last: 0 })),
  flyers: facts.flyers.map((one) => ({ ...one, inserted: one.inserted - one.last, last: 0 })),
})

/** What was counted before stands; it cannot be taken back any more. */
const settle_last = (facts: PackFacts): PackFacts => ({
  ...facts,
  items: facts.items.map((item) => ({ ...item, last: 0 })),
  flyers: facts.flyers.map((flyer) => ({ ...flyer, last: 0 })),
})

/** Everything goes back into the tote, and the flyers onto their racks. */
const empty_parcel = (facts: PackFacts): PackFacts => ({
  ...facts,
  items: facts.items.map((item) => ({ ...item, packed: 0, last: 0 })),
  flyers: facts.flyers.map((flyer) => ({ ...flyer, inserted: 0, last: 0 })),
})

function is_ordered(facts: PackFacts, scan: Scan): boolean {
  return facts.items.some((item) => item.product === scan.product)
}

/** A flyer that a supervisor has waived wants nothing, and is of this parcel no more. */
function is_flyer_of_parcel(facts: PackFacts, scan: Scan): boolean {
  return facts.flyers.some((flyer) => flyer.product === scan.product && flyer.wanted > 0)
}

/** Indexes of the item lines that may take the scanned goods, in the order they fill. */
function filling_order(facts: PackFacts, scan: Scan): number[] {
  const lines = facts.items.flatMap((item, nth) =>
    item.product === scan.product ? [{ nth, lot: item.lot }] : [],
  )
  const exact = lines.filter(({ lot }) => lot === scan.lot)
  const others = lines.filter(({ lot }) => (scan.lot === null ? lot !== null : lot === null))
  return [...exact, ...others].map(({ nth }) => nth)
}

function item_room(facts: PackFacts, scan: Scan): number {
  return filling_order(facts, scan).reduce((room, nth) => {
    const item = facts.items[nth] as ItemFacts
    return room + item.wanted - item.packed
  }, 0)
}

function flyer_room(facts: PackFacts, scan: Scan): number {
  return facts.flyers
    .filter((flyer) => flyer.product === scan.product)
    .reduce((room, flyer) => room + flyer.wanted - flyer.inserted, 0)
}

export const FLOW: flows.Flow<PackFacts> = flows.load_flow<PackFacts>(
  table,
  {
    flyer_is_other,
    item_is_other,
    lot_is_other,
    flyer_is_inserted,
    quantity_overshoots,
    flyer_is_expected,
    contents_complete,
    aside_is_asked,
    undo_is_asked,
    something_was_counted_last,
    order_was_cancelled,
    slip_is_elsewhere,
    slip_is_other,
  },
  { pack_item, insert_flyer, attach_slip, take_back, settle_last, empty_parcel },
)
