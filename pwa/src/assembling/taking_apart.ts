// Questions and changes of the table while kits are taken apart (解体).
// Mirrors, name for name, server/assembling/taking_apart.py.
import type { Scan } from '../vocabulary'
import {
  type AssemblyFacts,
  kept_of,
  type LastAssembly,
  type LooseFacts,
  loose_due,
  loose_of,
  NOTHING,
} from './facts'

const kits_are_taken_apart = ({ apart }: AssemblyFacts) => apart === true

const item_is_no_part = (facts: AssemblyFacts, scan: Scan) =>
  loose_of(facts).every(({ product }) => product !== scan.product)

/** The lot or the day of something else is asked. */
const item_is_not_asked = (facts: AssemblyFacts, scan: Scan) =>
  loose_of(facts).every(({ asked, product }) => asked === 0 || product !== scan.product)

const other_parts_are_in_hand = (facts: AssemblyFacts, scan: Scan) =>
  loose_of(facts).some(
    (one) => one.hand > 0 && (one.product !== scan.product || is_other_lot(facts, one, scan)),
  )

/** More than came out of the kits that were fetched. */
const more_parts_than_kits = (facts: AssemblyFacts, scan: Scan) =>
  counted(facts, scan) > (loose_due(facts)[meant(facts, scan).nth] ?? 0)

const part_lot_is_open = (facts: AssemblyFacts, scan: Scan) =>
  keeps_lots(facts, meant(facts, scan).one) && lot_of(facts, scan) === null

const part_day_is_open = (facts: AssemblyFacts, scan: Scan) =>
  keeps_days(facts, meant(facts, scan).one) && day_of(facts, scan) === null

/** One lot expires on one day. */
function part_lot_has_another_day(facts: AssemblyFacts, scan: Scan): boolean {
  const known = known_day(facts, scan)
  const day = day_of(facts, scan)
  return known !== null && day !== null && known !== day
}

function part_day_is_far(facts: AssemblyFacts, scan: Scan): boolean {
  const day = day_of(facts, scan)
  return day !== null && day > kept_of(facts).furthest
}

const no_parts_are_in_hand = (facts: AssemblyFacts) =>
  loose_of(facts).every(({ hand }) => hand === 0)

const parts_are_in_hand = (facts: AssemblyFacts) => loose_of(facts).some(({ hand }) => hand > 0)

function lays_the_last_down(facts: AssemblyFacts): boolean {
  const due = loose_due(facts)
  return loose_of(facts).every(({ hand }, nth) => hand === due[nth])
}

const loose_parts_were_counted_last = ({ last }: AssemblyFacts) => last.did === 'count_loose'

const part_was_asked_last = ({ last }: AssemblyFacts) => last.did === 'ask_loose'

const part_lot_was_said_last = ({ last }: AssemblyFacts) => last.did === 'say_lot'

const part_day_was_said_last = ({ last }: AssemblyFacts) => last.did === 'say_day'

/** Back to the parts, without the lot or the day. */
const back_is_asked = (_facts: AssemblyFacts, { code }: Scan) => code === 'X-BACK'

const ask_part_lot = (facts: AssemblyFacts, scan: Scan) => ask(facts, scan)

const ask_part_day = (facts: AssemblyFacts, scan: Scan) => ask(facts, scan)

/** What was asked about lies among the parts again. */
const ask_no_more = (facts: AssemblyFacts): AssemblyFacts => ({
  ...facts,
  loose: loose_of(facts).map((one) =>
    one.asked === 0 ? one : { ...one, asked: 0, lot: null, expires_on: null },
  ),
  last: NOTHING,
})

/** Parts that came out of kits are counted; a typed count is all that is in the hand. */
function count_loose(facts: AssemblyFacts, scan: Scan): AssemblyFacts {
  const { nth, one } = meant(facts, scan)
  const is_typed = scan.kind === 'quantity'
  const after: LooseFacts = {
    ...one,
    hand: counted(facts, scan),
    asked: 0,
    lot: is_typed ? one.lot : lot_of(facts, scan),
    expires_on: is_typed ? one.expires_on : day_of(facts, scan),
  }
  return { ...with_loose(facts, nth, after), last: memory(nth, one, 'count_loose') }
}

/** What is in the hand lies on a shelf; it may be promised to orders a moment later. */
const lay_down = (facts: AssemblyFacts): AssemblyFacts => ({
  ...facts,
  loose: loose_of(facts).map((one) => ({
    ...one,
    hand: 0,
    laid: one.laid + one.hand,
    lot: null,
    expires_on: null,
  })),
  last: NOTHING,
})

/** Undo what was counted, asked or said of loose parts (取消). */
export function take_loose_back(facts: AssemblyFacts): AssemblyFacts {
  const { at, pieces, said } = facts.last
  const nth = at ?? 0
  const one = loose_of(facts)[nth]
  if (one === undefined) throw new Error('parts were counted')
  return { ...with_loose(facts, nth, { ...one, hand: pieces, ...said }), last: NOTHING }
}

/** The pieces wait until their lot and day are said; what the scan said of them is kept. */
function ask(facts: AssemblyFacts, scan: Scan): AssemblyFacts {
  const { nth, one } = meant(facts, scan)
  const after = {
    ...one,
    asked: pieces_of(facts, scan),
    lot: lot_of(facts, scan),
    expires_on: day_of(facts, scan),
  }
  return { ...with_loose(facts, nth, after), last: memory(nth, one, 'ask_loose') }
}

/** What takes a scan back that is made now; of an open question it is its answer. */
function memory(nth: number, before: LooseFacts, did: string): LastAssembly {
  const { asked, lot, expires_on, hand } = before
  const answer = lot === null ? 'say_lot' : 'say_day'
  return {
    ...NOTHING,
    did: asked > 0 ? answer : did,
    at: nth,
    pieces: hand,
    said: { asked, lot, expires_on },
  }
}

/** Which parts are meant: what is asked about, what was scanned, or what is in the hand. */
function meant(facts: AssemblyFacts, scan: Scan): { nth: number; one: LooseFacts } {
  const loose = loose_of(facts)
  const asked = loose.findIndex((one) => one.asked > 0)
  const scanned = loose.findIndex(({ hand, product }) =>
    scan.kind === 'quantity' ? hand > 0 : product === scan.product,
  )
  const nth = asked < 0 ? scanned : asked
  const one = loose[nth]
  if (one === undefined) throw new Error('parts of these kits are in the hand')
  return { nth, one }
}

const keeps_lots = (facts: AssemblyFacts, { product }: LooseFacts) =>
  kept_of(facts).with_lots.includes(product)

/** Without lots nobody tells the days of single pieces apart: they expire as kits would. */
const keeps_days = (facts: AssemblyFacts, one: LooseFacts) =>
  keeps_lots(facts, one) && kept_of(facts).with_days.includes(one.product)

const is_other_lot = (facts: AssemblyFacts, one: LooseFacts, { lot }: Scan) =>
  keeps_lots(facts, one) && lot !== null && lot !== one.lot

/** Lot and day are those of pieces that are in the hand, or asked about. */
const is_said = ({ hand, asked }: LooseFacts) => hand > 0 || asked > 0

/** The lot of what is scanned; of more pieces of the same it is the lot in the hand. */
function lot_of(facts: AssemblyFacts, scan: Scan): string | null {
  const { one } = meant(facts, scan)
  if (!keeps_lots(facts, one)) return null
  return scan.lot ?? (is_said(one) ? one.lot : null)
}

/** When the parts expire: as the scan says it, or as the lot is known to. */
function day_of(facts: AssemblyFacts, scan: Scan): string | null {
  const { one } = meant(facts, scan)
  if (!keeps_days(facts, one)) return null
  return scan.expires_on ?? (is_said(one) ? one.expires_on : null) ?? known_day(facts, scan)
}

/** The day of a lot that the house knows, or that is in the hand. */
function known_day(facts: AssemblyFacts, scan: Scan): string | null {
  const { one } = meant(facts, scan)
  const lot = lot_of(facts, scan)
  const known = kept_of(facts).lots.find(
    (other) => other.product === one.product && other.lot === lot,
  )
  return known?.expires_on ?? (one.hand > 0 ? one.expires_on : null)
}

/** How many pieces a scan brings: those that were asked about, once that is said. */
const pieces_of = (facts: AssemblyFacts, scan: Scan) =>
  meant(facts, scan).one.asked || scan.quantity

/** How many are in the hand then. */
const counted = (facts: AssemblyFacts, scan: Scan) =>
  scan.kind === 'quantity' ? scan.quantity : meant(facts, scan).one.hand + pieces_of(facts, scan)

const with_loose = (facts: AssemblyFacts, nth: number, loose: LooseFacts): AssemblyFacts => ({
  ...facts,
  loose: loose_of(facts).map((one, n) => (n === nth ? loose : one)),
})

export const GUARDS = {
  kits_are_taken_apart,
  item_is_no_part,
  item_is_not_asked,
  other_parts_are_in_hand,
  more_parts_than_kits,
  part_lot_is_open,
  part_day_is_open,
  part_lot_has_another_day,
  part_day_is_far,
  no_parts_are_in_hand,
  parts_are_in_hand,
  lays_the_last_down,
  loose_parts_were_counted_last,
  part_was_asked_last,
  part_lot_was_said_last,
  part_day_was_said_last,
  back_is_asked,
}

export const EFFECTS = { ask_part_lot, ask_part_day, ask_no_more, count_loose, lay_down }
