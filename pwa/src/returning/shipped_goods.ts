// The goods in the hand, held against what an order was sent. Mirrored inside server/returning/decisions.py.
import type { Scan } from '../vocabulary'
import type { ReturnFacts, ShippedFacts } from './facts'

export const product_of = (facts: ReturnFacts, scan: Scan) => facts.asked.product ?? scan.product

export const wants_serial = (facts: ReturnFacts, product: number | null) =>
  facts.shipped.some((one) => one.product === product && one.serials != null)

export const has_serial = (
  { serials }: { readonly serials?: readonly string[] | null },
  serial: string | null,
) => serial !== null && (serials ?? []).includes(serial)

/** As what the very piece was sent that a serial number says; null when it was not. */
export function named(facts: ReturnFacts, scan: Scan): ShippedFacts | null {
  const product = product_of(facts, scan)
  const of_product = facts.shipped.filter((one) => one.product === product)
  return of_product.find((one) => has_serial(one, scan.serial)) ?? null
}

export const pieces_of = (facts: ReturnFacts, scan: Scan) =>
  facts.asked.pieces === 0 ? scan.quantity : facts.asked.pieces

/** The lots of the goods in the hand that the order was sent; none where lots are not kept. */
export function lots_of(facts: ReturnFacts, scan: Scan): (string | null)[] {
  const product = product_of(facts, scan)
  return facts.shipped.filter((one) => one.product === product).map(({ lot }) => lot)
}

/** Several lots were sent; neither a lot nor the number of a piece says which of them it is. */
export const lot_is_unsaid = (facts: ReturnFacts, scan: Scan) =>
  lots_of(facts, scan).length > 1 && scan.lot === null && named(facts, scan) === null

/** As what the goods in the hand were sent: the piece or lot that is said, or the only one. */
export function shipped_as(facts: ReturnFacts, scan: Scan): ShippedFacts {
  const product = product_of(facts, scan)
  const sent = facts.shipped.filter((one) => one.product === product)
  const found = named(facts, scan) ?? sent.find(({ lot }) => lot === scan.lot) ?? sent[0]
  if (found === undefined) throw new Error('only what was sent comes back')
  return found
}

export const sent_of = (facts: ReturnFacts, product: number | null, lot: string | null) =>
  sum_of(facts.shipped, product, lot)

/** Pieces of a lot that came back now, in whatever grade. */
export const came_of = (facts: ReturnFacts, product: number | null, lot: string | null) =>
  sum_of(facts.lines, product, lot)

type Pieces = { readonly product: number; readonly lot: string | null; readonly pieces: number }

const sum_of = (pieces: readonly Pieces[], product: number | null, lot: string | null) =>
  pieces.reduce(
    (sum, one) => sum + (one.product === product && one.lot === lot ? one.pieces : 0),
    0,
  )
