/** An exception on the floor, as the board's snapshot tells it. */
export type FloorException = {
  id: number
  /** short_pick, set_aside, book_cannot_cover, stale_scan, refused_late, flyer_ran_out, server_fault. */
  kind: string
  age_minutes: number
  order: string | null
  order_id?: number | null
  shipment: string | null
  place: string | null
  product: string | null
  person: string | null
  /** When it was raised, ISO in UTC. */
  at: string
  /** What may be decided; without it, what fits the kind. */
  resolutions?: readonly Resolution[]
}

export const RESOLUTIONS = ['ship_without', 'waive_flyer', 'retry', 'dismiss'] as const
export type Resolution = (typeof RESOLUTIONS)[number]

const FIT: Record<string, readonly Resolution[]> = {
  short_pick: ['ship_without', 'retry', 'dismiss'],
  flyer_ran_out: ['waive_flyer', 'retry', 'dismiss'],
  set_aside: ['retry', 'dismiss'],
  book_cannot_cover: ['retry', 'dismiss'],
}

/** What a supervisor may decide about it, the most likely first. */
export function resolutions_for(exception: FloorException): readonly Resolution[] {
  return exception.resolutions ?? FIT[exception.kind] ?? ['dismiss']
}

/** What it is about, shortest first to read from afar: the place and the goods, else the order. */
export function subject_of({ place, product, order, shipment }: FloorException): string {
  const about = [place, product].filter((name) => name !== null)
  return about.length > 0 ? about.join('　') : (order ?? shipment ?? '')
}

/** A note is asked for where a decision cannot be read from the books later. */
export function needs_note(resolution: Resolution): boolean {
  return resolution === 'dismiss'
}
