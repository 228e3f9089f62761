// Questions and changes of the packing job. Mirrors, name for name, server/packing/decisions.py.
//
// One product may stand in two lines of a parcel, for two lots. A scan that names its lot goes to
// the line of that lot first, a scan that names none to the line that asks for none first; what
// does not fit into one line goes on into the next.
//
// Some goods want a serial number (シリアル番号): one piece, one number. It comes with the piece, in a
// GS1 code that says both, or in a scan of its own behind it.
import table from '@rooms/packing/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import { read_serial } from '../vocabulary/serials'
import type { FlyerFacts, ItemFacts, PackFacts } from './facts'
import { is_letter_code } from './letters'
import {
  filling_order,
  flyer_room,
  is_flyer_of_parcel,
  is_meant,
  is_ordered,
  item_room,
} from './meant_lines'

const RECORD_SERIAL = 'record_serial'

/**
 * What a scanner's text means at this step of a packing job.
 *
 * Where a serial number is asked for, a plain code that is nothing else of the parcel is one.
 */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  const scan = flows.read_scan(FLOW, step, raw, codes)
  return step === RECORD_SERIAL ? read_serial(scan, raw) : scan
}

/** Where a parcel stands by its facts alone: at the begin, and when a supervisor has decided. */
export function first_step(facts: PackFacts): string {
  if (facts.slip !== null) return 'parcel_closed'
  if (facts.cancelled) return 'order_cancelled'
  if (unnamed_line(facts) !== null) return RECORD_SERIAL
  return pieces_left(facts) > 0 ? 'verify_contents' : 'scan_slip'
}

/** Pieces of goods and flyers that are still to be seen by a scan. */
export function pieces_left(facts: PackFacts): number {
  const items = facts.items.reduce((left, item) => left + item.wanted - item.packed, 0)
  return facts.flyers.reduce((left, flyer) => left + flyer.wanted - flyer.inserted, items)
}

/** Index of the line of which a packed piece still lacks its serial number. */
export function unnamed_line(facts: PackFacts): number | null {
  const nth = facts.items.findIndex(
    ({ serials, packed }) => serials != null && serials.length < packed,
  )
  return nth < 0 ? null : nth
}

/** The first line that still wants something, goods before flyers; null when all is in. */
export function current_line(facts: PackFacts): ItemFacts | FlyerFacts | null {
  const item = facts.items.find(({ wanted, packed }) => packed < wanted)
  return item ?? facts.flyers.find(({ wanted, inserted }) => inserted < wanted) ?? null
}

/** The codes of a job are its own: a letter's code that means nothing here is another's. */
const letter_is_other = (_facts: PackFacts, scan: Scan) =>
  scan.product === null && is_letter_code(scan.code)

const letter_is_named_by_its_paper = (facts: PackFacts, scan: Scan) =>
  item_is_other(facts, scan) &&
  facts.flyers.some((flyer) => flyer.product === scan.product && flyer.wanted > 0)

const letter_is_unprinted = (facts: PackFacts, scan: Scan) =>
  facts.letters_unprinted?.includes(scan.code) ?? false

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

const serial_is_wanted = (facts: PackFacts, scan: Scan) =>
  facts.items.some((item) => item.product === scan.product && item.serials != null)

const several_pieces_at_once = (_facts: PackFacts, scan: Scan) => scan.quantity > 1

const serial_is_said = (_facts: PackFacts, scan: Scan) => scan.serial !== null

const goods_are_known = (_facts: PackFacts, scan: Scan) => scan.product !== null

const serial_is_of_other = (facts: PackFacts, scan: Scan) =>
  scan.product !== null && scan.product !== product_named(facts, scan)

/** Also between the start and stop letters of NW-7. */
const serial_is_slip = (facts: PackFacts, scan: Scan) =>
  facts.slip_expected !== null && scan.code.includes(facts.slip_expected)

const serial_is_in_parcel = (facts: PackFacts, scan: Scan) => {
  const product = product_named(facts, scan)
  return facts.items.some(
    (item) => item.product === product && item.serials?.some((one) => one === scan.serial),
  )
}

const serial_is_other_label = (facts: PackFacts, scan: Scan) =>
  facts.labels_elsewhere.includes(scan.code)

const serial_is_elsewhere = (facts: PackFacts, scan: Scan) =>
  scan.serial !== null && facts.serials_elsewhere.includes(scan.serial)

const everything_is_seen = (facts: PackFacts) => pieces_left(facts) === 0

const serial_was_recorded_last = (facts: PackFacts) => facts.items.some((item) => item.last_serial)

const aside_is_asked = (_facts: PackFacts, scan: Scan) => scan.code === 'X-ASIDE'

const undo_is_asked = (_facts: PackFacts, scan: Scan) => scan.code === 'X-UNDO'

const confirmation_is_said = (_facts: PackFacts, scan: Scan) => scan.code === 'X-CONFIRM'

const instructions_are_unconfirmed = (facts: PackFacts) => facts.unconfirmed ?? false

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
    if (!is_meant(facts, flyer, scan) || taken <= 0) return flyer
    left -= taken
    return { ...flyer, inserted: flyer.inserted + taken, last: taken }
  })
  return { ...facts, flyers }
}

const attach_slip = (facts: PackFacts, scan: Scan): PackFacts => ({ ...facts, slip: scan.code })

/** Write down which piece it is; what its own scan counted can still be taken back with it. */
function record_serial(before: PackFacts, scan: Scan): PackFacts {
  const is_of_its_own = scan.kind === 'serial'
  const facts = is_of_its_own ? settle_last(before) : before
  const nth = unnamed_line(facts)
  const { serial } = scan
  if (nth === null || serial === null) return facts
  const items = facts.items.map((item, at) =>
    at === nth
      ? { ...item, serials: [...(item.serials ?? []), serial], last_serial: is_of_its_own }
      : item,
  )
  return { ...facts, items }
}

/** Undo a serial number; its piece is in the parcel and wants one again. */
const take_serial_back = (facts: PackFacts): PackFacts => ({
  ...facts,
  items: facts.items.map((item) =>
    item.last_serial
      ? { ...item, serials: (item.serials ?? []).slice(0, -1), last_serial: false }
      : item,
  ),
})

/** The piece whose serial number is asked for goes back into the tote. */
function take_out_unnamed(before: PackFacts): PackFacts {
  const nth = unnamed_line(before)
  const facts = settle_last(before)
  const items = facts.items.map((item, at) =>
    at === nth ? { ...item, packed: item.packed - 1 } : item,
  )
  return { ...facts, items }
}

/** Undo what the last scan counted (取消). */
const take_back = (facts: PackFacts): PackFacts => ({
  ...facts,
  items: facts.items.map((item) => keeping(item, item.packed - item.last)),
  flyers: facts.flyers.map((one) => ({ ...one, inserted: one.inserted - one.last, last: 0 })),
})

/** What was counted before stands; it cannot be taken back any more. */
const settle_last = (facts: PackFacts): PackFacts => ({
  ...facts,
  items: facts.items.map((item) => keeping(item, item.packed)),
  flyers: facts.flyers.map((flyer) => ({ ...flyer, last: 0 })),
})

/** Somebody says that they have read what rules ask for. */
const confirm_instructions = (facts: PackFacts): PackFacts => ({ ...facts, unconfirmed: false })

/** Everything goes back into the tote, and the flyers onto their racks. */
const empty_parcel = (facts: PackFacts): PackFacts => ({
  ...facts,
  items: facts.items.map((item) => keeping(item, 0)),
  flyers: facts.flyers.map((flyer) => ({ ...flyer, inserted: 0, last: 0 })),
})

/** Whose serial number a scan says: of what it names, or of the piece that waits for one. */
function product_named(facts: PackFacts, scan: Scan): number | null {
  const nth = unnamed_line(facts)
  return nth === null ? scan.product : (facts.items[nth] as ItemFacts).product
}

/** The line with so many pieces in the parcel, which nobody can take back any more. */
function keeping(item: ItemFacts, packed: number): ItemFacts {
  const serials = item.serials?.slice(0, packed) ?? null
  return { ...item, packed, last: 0, serials, last_serial: false }
}

export const FLOW: flows.Flow<PackFacts> = flows.load_flow<PackFacts>(
  table,
  {
    letter_is_other,
    letter_is_named_by_its_paper,
    letter_is_unprinted,
    flyer_is_other,
    item_is_other,
    lot_is_other,
    flyer_is_inserted,
    quantity_overshoots,
    flyer_is_expected,
    contents_complete,
    serial_is_wanted,
    several_pieces_at_once,
    serial_is_said,
    goods_are_known,
    serial_is_of_other,
    serial_is_slip,
    serial_is_in_parcel,
    serial_is_other_label,
    serial_is_elsewhere,
    everything_is_seen,
    serial_was_recorded_last,
    aside_is_asked,
    undo_is_asked,
    confirmation_is_said,
    instructions_are_unconfirmed,
    something_was_counted_last,
    order_was_cancelled,
    slip_is_elsewhere,
    slip_is_other,
  },
  {
    pack_item,
    insert_flyer,
    attach_slip,
    record_serial,
    take_serial_back,
    take_out_unnamed,
    take_back,
    settle_last,
    confirm_instructions,
    empty_parcel,
  },
)
