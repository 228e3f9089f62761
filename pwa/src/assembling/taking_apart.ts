// Questions and changes of the table while kits are taken apart (解体).
// Mirrors, name for name, server/assembling/taking_apart.py.
import type { Scan } from '../vocabulary'
import { type AssemblyFacts, type LooseFacts, loose_due, loose_of, NOTHING } from './facts'

const kits_are_taken_apart = ({ apart }: AssemblyFacts) => apart === true

const item_is_no_part = (facts: AssemblyFacts, scan: Scan) =>
  loose_of(facts).every(({ product }) => product !== scan.product)

const other_parts_are_in_hand = (facts: AssemblyFacts, scan: Scan) =>
  loose_of(facts).some(({ hand, product }) => hand > 0 && product !== scan.product)

/** More than came out of the kits that were fetched. */
const more_parts_than_kits = (facts: AssemblyFacts, scan: Scan) =>
  counted(facts, scan) > (loose_due(facts)[meant(facts, scan).nth] ?? 0)

const no_parts_are_in_hand = (facts: AssemblyFacts) =>
  loose_of(facts).every(({ hand }) => hand === 0)

const parts_are_in_hand = (facts: AssemblyFacts) => loose_of(facts).some(({ hand }) => hand > 0)

function lays_the_last_down(facts: AssemblyFacts): boolean {
  const due = loose_due(facts)
  return loose_of(facts).every(({ hand }, nth) => hand === due[nth])
}

const loose_parts_were_counted_last = ({ last }: AssemblyFacts) => last.did === 'count_loose'

/** Parts that came out of kits are counted; a typed count is all that is in the hand. */
export function count_loose(facts: AssemblyFacts, scan: Scan): AssemblyFacts {
  const { nth, one } = meant(facts, scan)
  return {
    ...with_loose(facts, nth, { ...one, hand: counted(facts, scan) }),
    last: { ...NOTHING, did: 'count_loose', at: nth, pieces: one.hand },
  }
}

/** What is in the hand lies on a shelf; it may be promised to orders a moment later. */
export const lay_down = (facts: AssemblyFacts): AssemblyFacts => ({
  ...facts,
  loose: loose_of(facts).map((one) => ({ ...one, hand: 0, laid: one.laid + one.hand })),
  last: NOTHING,
})

/** Undo the count of loose parts (取消). */
export function take_loose_back(facts: AssemblyFacts): AssemblyFacts {
  const { at, pieces } = facts.last
  const nth = at ?? 0
  const one = loose_of(facts)[nth]
  if (one === undefined) throw new Error('parts were counted')
  return { ...with_loose(facts, nth, { ...one, hand: pieces }), last: NOTHING }
}

/** Which parts are meant: those that were scanned, or those in the hand. */
function meant(facts: AssemblyFacts, scan: Scan): { nth: number; one: LooseFacts } {
  const loose = loose_of(facts)
  const nth = loose.findIndex(({ hand, product }) =>
    scan.kind === 'quantity' ? hand > 0 : product === scan.product,
  )
  const one = loose[nth]
  if (one === undefined) throw new Error('parts of these kits are in the hand')
  return { nth, one }
}

/** How many are in the hand then. */
const counted = (facts: AssemblyFacts, scan: Scan) =>
  scan.kind === 'quantity' ? scan.quantity : meant(facts, scan).one.hand + scan.quantity

const with_loose = (facts: AssemblyFacts, nth: number, loose: LooseFacts): AssemblyFacts => ({
  ...facts,
  loose: loose_of(facts).map((one, n) => (n === nth ? loose : one)),
})

export const GUARDS = {
  kits_are_taken_apart,
  item_is_no_part,
  other_parts_are_in_hand,
  more_parts_than_kits,
  no_parts_are_in_hand,
  parts_are_in_hand,
  lays_the_last_down,
  loose_parts_were_counted_last,
}
