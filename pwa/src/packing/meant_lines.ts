// Which lines of a parcel a scan means, and how much goes into them.
import type { Scan } from '../vocabulary'
import type { FlyerFacts, ItemFacts, PackFacts } from './facts'

export function is_ordered(facts: PackFacts, scan: Scan): boolean {
  return !is_letter_here(facts, scan) && facts.items.some((item) => item.product === scan.product)
}

function is_letter_here(facts: PackFacts, scan: Scan): boolean {
  return facts.flyers.some((flyer) => flyer.code === scan.code)
}

/** A letter is meant by its own code only, and its code means nothing else. */
export function is_meant(facts: PackFacts, flyer: FlyerFacts, scan: Scan): boolean {
  const code = is_letter_here(facts, scan) ? scan.code : null
  return flyer.product === scan.product && (flyer.code ?? null) === code
}

/** A flyer that a supervisor has waived wants nothing, and is of this parcel no more. */
export function is_flyer_of_parcel(facts: PackFacts, scan: Scan): boolean {
  return facts.flyers.some((flyer) => is_meant(facts, flyer, scan) && flyer.wanted > 0)
}

/** Indexes of the item lines that may take the scanned goods, in the order they fill. */
export function filling_order(facts: PackFacts, scan: Scan): number[] {
  const lines = facts.items.flatMap((item, nth) =>
    item.product === scan.product && !is_letter_here(facts, scan) ? [{ nth, lot: item.lot }] : [],
  )
  const exact = lines.filter(({ lot }) => lot === scan.lot)
  const others = lines.filter(({ lot }) => (scan.lot === null ? lot !== null : lot === null))
  return [...exact, ...others].map(({ nth }) => nth)
}

export function item_room(facts: PackFacts, scan: Scan): number {
  return filling_order(facts, scan).reduce((room, nth) => {
    const item = facts.items[nth] as ItemFacts
    return room + item.wanted - item.packed
  }, 0)
}

export function flyer_room(facts: PackFacts, scan: Scan): number {
  return facts.flyers
    .filter((flyer) => is_meant(facts, flyer, scan))
    .reduce((room, flyer) => room + flyer.wanted - flyer.inserted, 0)
}
