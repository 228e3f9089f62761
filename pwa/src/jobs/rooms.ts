// The rooms that were opened; a job in hand is shown by its own.
import { signal } from '@preact/signals'
import { type StockRoom, type StockWork, work_of_flow } from './kinds'

const opened = signal<ReadonlyMap<string, StockRoom>>(new Map())

/** The room of a flow, or null until it is here. */
export function room_of(flow: string): StockRoom | null {
  return opened.value.get(flow) ?? null
}

/** Open a room; at once when its job is in hand, else when its queue is looked at. */
export async function open_room({ flow, open }: StockWork): Promise<void> {
  if (opened.peek().has(flow)) return
  const room = await open()
  opened.value = new Map(opened.peek()).set(flow, room)
}

/** Open the room of a flow; false when it is no work of the stock. */
export async function open_room_of(flow: string): Promise<boolean> {
  const work = work_of_flow(flow)
  if (work === null) return false
  await open_room(work)
  return true
}
