import type { OrderCard } from '../answers'

/** The orders on both pages that look different now: what a reader's eye should be drawn to. */
export function changed_ids(
  before: readonly OrderCard[],
  after: readonly OrderCard[],
): Set<number> {
  const known = new Map(before.map((order) => [order.id, order]))
  return new Set(
    after.filter((order) => differs(known.get(order.id), order)).map((order) => order.id),
  )
}

function differs(before: OrderCard | undefined, after: OrderCard): boolean {
  if (before === undefined) return false
  return (
    before.stage !== after.stage ||
    before.reserved_pieces !== after.reserved_pieces ||
    before.shipment !== after.shipment ||
    before.hold_reason !== after.hold_reason
  )
}
