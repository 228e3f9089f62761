import type { OrderCard, WaveChoice } from '../answers'

/** Until which cut-off orders are taken. */
export type Until = 'today' | 'tomorrow' | 'any'
export const UNTILS: readonly Until[] = ['today', 'tomorrow', 'any']

/** Carts of the size most warehouses begin with; nothing chosen means every shop and carrier. */
export const FIRST_CHOICE: WaveChoice = {
  shops: [],
  carriers: [],
  ship_by_before: null,
  totes_per_cart: 8,
  carts_max: null,
}

const DAY_MS = 24 * 60 * 60 * 1000

/** Japan keeps one time all year, nine hours before UTC. */
const JAPAN_AHEAD_MS = 9 * 60 * 60 * 1000

/** The moment, ISO in UTC, before which the cut-off of a chosen order lies; null for any. */
export function ship_by_before(until: Until, now_ms: number): string | null {
  if (until === 'any') return null
  const days = until === 'today' ? 1 : 2
  const midnight = Math.floor((now_ms + JAPAN_AHEAD_MS) / DAY_MS) * DAY_MS - JAPAN_AHEAD_MS
  return new Date(midnight + days * DAY_MS).toISOString()
}

/** Which of the three a choice is. */
export function until_of(choice: WaveChoice, now_ms: number): Until {
  return UNTILS.find((until) => ship_by_before(until, now_ms) === choice.ship_by_before) ?? 'any'
}

/** Whether an order belongs to a choice, whatever its stock. */
export function is_meant(choice: WaveChoice, order: OrderCard): boolean {
  const { shops, carriers, ship_by_before: until } = choice
  return (
    (shops.length === 0 || shops.includes(order.shop)) &&
    (carriers.length === 0 || carriers.includes(order.carrier)) &&
    (until === null || Date.parse(order.ship_by) <= Date.parse(until))
  )
}
