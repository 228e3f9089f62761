import type { CarrierHandover, FloorNow, ImportCard, InBothLanguages } from '../answers'

/** Something at a desk can be done about it now; most pressing first. */
export type Attention =
  | { what: 'carrier_late'; carrier: InBothLanguages; minutes: number }
  | { what: 'waiting_for_stock'; orders: number; oldest_minutes: number }
  | { what: 'ready_to_release'; orders: number; oldest_minutes: number }
  | { what: 'rows_rejected'; import_id: number; file: string; rows: number }
  | { what: 'parcels_wait'; carrier: InBothLanguages; parcels: number; cutoff_at: string }
  | { what: 'devices_cut'; names: string[]; unsent: number }
  | { what: 'batteries_low'; names: string[] }

export type Seen = {
  floor: FloorNow | null
  handovers: readonly CarrierHandover[]
  imports: ImportCard[]
  now_ms: number
}

/** Percent under which a battery will not last the shift. */
const BATTERY_LOW = 15

/** Minutes before the cut-off from which on waiting parcels are worth a look. */
const PICKUP_SOON_MINUTES = 180

/** An import older than this has been seen to, or never will. */
const IMPORT_FRESH_MS = 24 * 60 * 60 * 1000

/** What needs a decision or a hand now, beside the exceptions of the floor. */
export function attention_of(seen: Seen): Attention[] {
  return [
    ...late_carriers(seen),
    ...waiting_orders(seen),
    ...rejected_rows(seen),
    ...waiting_parcels(seen),
    ...device_troubles(seen),
  ]
}

function late_carriers({ floor }: Seen): Attention[] {
  return (floor?.carriers ?? [])
    .filter(({ state }) => state === 'late')
    .map(({ name, slack_minutes }) => ({
      what: 'carrier_late',
      carrier: name,
      minutes: Math.abs(slack_minutes ?? 0),
    }))
}

const STOCK_STAGES = [
  ['waiting', 'waiting_for_stock'],
  ['reserved', 'ready_to_release'],
] as const

function waiting_orders({ floor }: Seen): Attention[] {
  return STOCK_STAGES.flatMap(([stage, what]) => {
    const at = floor?.flow.find((step) => step.stage === stage)
    if (at === undefined || at.orders === 0) return []
    return [{ what, orders: at.orders, oldest_minutes: at.oldest_minutes ?? 0 }]
  })
}

function rejected_rows({ imports, now_ms }: Seen): Attention[] {
  return imports
    .filter(({ state, rejected }) => state === 'done' && rejected > 0)
    .filter(({ uploaded_at }) => now_ms - Date.parse(uploaded_at) < IMPORT_FRESH_MS)
    .map(({ id, name, rejected }) => ({
      what: 'rows_rejected',
      import_id: id,
      file: name,
      rows: rejected,
    }))
}

function waiting_parcels({ handovers, now_ms }: Seen): Attention[] {
  return handovers
    .filter(({ parcels, cutoff_at }) => {
      const left_minutes = (Date.parse(cutoff_at) - now_ms) / 60_000
      return parcels > 0 && left_minutes < PICKUP_SOON_MINUTES
    })
    .map(({ name, parcels, cutoff_at }) => ({
      what: 'parcels_wait',
      carrier: name,
      parcels,
      cutoff_at,
    }))
}

function device_troubles({ floor }: Seen): Attention[] {
  const devices = floor?.devices ?? []
  const cut = devices.filter(({ online }) => !online)
  const low = devices.filter(({ online, battery }) => online && (battery ?? 100) < BATTERY_LOW)
  const troubles: Attention[] = []
  if (cut.length > 0) {
    const unsent = cut.reduce((sum, device) => sum + device.unsent, 0)
    troubles.push({ what: 'devices_cut', names: cut.map(({ name }) => name), unsent })
  }
  if (low.length > 0) troubles.push({ what: 'batteries_low', names: low.map(({ name }) => name) })
  return troubles
}
