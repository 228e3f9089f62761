// Closed parcels by carrier, as the server has them, and giving them to the driver.
import { signal } from '@preact/signals'
import { subscribe } from '../live'
import { reach, server, type WaitingForCarrier } from '../server_api'

/** Carriers with what waits for them; null before the server has ever answered. */
export const carriers = signal<WaitingForCarrier[] | null>(null)

/** When that was last right, milliseconds since 1970. */
export const carriers_known_at = signal(0)

/** What became of the last handover on this station. */
export type Outcome =
  | { is_done: true; carrier: WaitingForCarrier; parcels: number; at_ms: number }
  | { is_done: false; because: 'nothing_to_hand_over' | 'offline' | 'other' }

/** Several parcels closed in a row are one look, in milliseconds. */
const GATHER_MS = 150

/** Keep the counts as the server has them while the screen is open. Returns what ends it. */
export function follow_carriers(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = () => {
    load().catch(() => undefined)
  }
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(look, GATHER_MS)
  }
  look()
  const stop = subscribe('shipment:', soon, soon)
  return () => {
    clearTimeout(timer)
    stop()
  }
}

async function load(): Promise<void> {
  const answer = await reach(server.GET('/api/v1/handovers'))
  if (!answer.ok) return
  carriers.value = by_cut_off(answer.data.carriers)
  carriers_known_at.value = Date.now()
}

/** Who has something to take stands first, of those the driver who comes first. Pure. */
export function by_cut_off(waiting: readonly WaitingForCarrier[]): WaitingForCarrier[] {
  return [...waiting].sort(
    (one, other) =>
      Number(other.parcels > 0) - Number(one.parcels > 0) ||
      Date.parse(one.cutoff_at) - Date.parse(other.cutoff_at) ||
      (one.carrier < other.carrier ? -1 : 1),
  )
}

/** Tell the server that the driver has taken all closed parcels of this carrier. */
export async function hand_over(carrier: WaitingForCarrier): Promise<Outcome> {
  const body = { carrier: carrier.carrier }
  const answer = await reach(server.POST('/api/v1/handovers', { body }))
  await load()
  if (answer.ok) {
    return { is_done: true, carrier, parcels: answer.data.parcels, at_ms: Date.now() }
  }
  const { code } = answer
  const is_known = code === 'nothing_to_hand_over' || code === 'offline'
  return { is_done: false, because: is_known ? code : 'other' }
}
