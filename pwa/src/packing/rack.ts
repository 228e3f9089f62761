// The flyer rack as it stands, worked out from the labels of its slots. Pure.
//
// A label names rack, row and column: `R-02-05` is the fifth slot in the second row of rack R, `R-05` the fifth slot
// of a rack with one row. Rows of other levels hang above each other; else the first label is the highest row.
import { display } from '../vocabulary'
import type { FlyerCard, ParcelJob } from './parcel'

/** `next` is the slot of the flyer to take now; what is `done` lies in the parcel. */
export type SlotState = 'other' | 'wanted' | 'next' | 'done'

export type Slot = {
  place: string
  column: string
  state: SlotState
  /** What is to be taken from here, or was. */
  flyers: FlyerCard[]
}

/** `slots` has a hole where the rack has no slot in this column. */
export type RackRow = { name: string; level: number; slots: (Slot | null)[] }

export type Rack = { name: string; columns: string[]; rows: RackRow[] }

type Named = { place: string; level: number; rack: string; row: string; column: string }

/** The racks that hold a flyer of this parcel, each whole. */
export function racks_of(job: ParcelJob, flyers: readonly FlyerCard[]): Rack[] {
  const slots = job.rack_slots.map(({ place, level }) => named(display(place), level))
  const names = [...new Set(slots.map(({ rack }) => rack))].sort(by_label)
  const next = flyers.find(({ place, state }) => place !== null && !is_in(state))
  return names
    .map((name) => rack_of(name, slots, flyers, next?.place ?? null))
    .filter((rack) => rack.rows.some(({ slots }) => slots.some((one) => one?.flyers.length)))
}

function rack_of(
  name: string,
  all: readonly Named[],
  flyers: readonly FlyerCard[],
  next: string | null,
): Rack {
  const own = all.filter(({ rack }) => rack === name)
  const columns = [...new Set(own.map(({ column }) => column))].sort(by_label)
  const rows = [...new Set(own.map(({ row }) => row))].map((row) => {
    const here = own.filter((slot) => slot.row === row)
    return {
      name: row,
      level: Math.max(...here.map(({ level }) => level)),
      slots: columns.map((column) => {
        const found = here.find((slot) => slot.column === column)
        return found === undefined ? null : slot_of(found, flyers, next)
      }),
    }
  })
  rows.sort((one, other) => other.level - one.level || by_label(one.name, other.name))
  return { name, columns, rows }
}

function slot_of(
  { place, column }: Named,
  flyers: readonly FlyerCard[],
  next: string | null,
): Slot {
  const here = flyers.filter((flyer) => flyer.place === place)
  return { place, column, flyers: here, state: state_of(place, here, next) }
}

function state_of(place: string, here: readonly FlyerCard[], next: string | null): SlotState {
  if (place === next) return 'next'
  if (here.length === 0) return 'other'
  return here.every(({ state }) => is_in(state)) ? 'done' : 'wanted'
}

const is_in = (state: FlyerCard['state']) => state === 'complete' || state === 'short'

function named(place: string, level: number): Named {
  const parts = place.split('-')
  const column = parts.pop() ?? ''
  const row = parts.length > 1 ? (parts.pop() ?? '') : ''
  return { place, level, rack: parts.join('-'), row, column }
}

/** `2` comes before `10`; labels are ASCII. */
const by_label = (one: string, other: string): number =>
  one.localeCompare(other, 'en', { numeric: true })
