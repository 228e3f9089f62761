// What a rule tells the packer to do: no scan can verify it, so it has to be confirmed by a tap.
import { signal } from '@preact/signals'
import type { OrderShown } from '../server_api'
import type { ParcelJob } from './parcel'

export type Instruction = OrderShown['instructions'][number]

/** The parcel (task) whose instructions were confirmed on this bench, and whether a scan has said so yet. */
const confirmed = signal<{ task: number; is_told: boolean } | null>(null)

/** A job that was kept by an older version of this page says nothing of instructions. */
export function instructions_of(order: Partial<Pick<OrderShown, 'instructions'>>): Instruction[] {
  return order.instructions ?? []
}

/** Whether nobody has confirmed yet what is asked for this parcel. */
export function must_confirm(parcel: ParcelJob | null): boolean {
  if (parcel === null || instructions_of(parcel.order).length === 0) return false
  return confirmed.value?.task !== parcel.task.id
}

export function confirm_instructions(parcel: ParcelJob): void {
  confirmed.value = { task: parcel.task.id, is_told: false }
}

/** What goes with a scan: the first after it says that the instructions were confirmed. */
export function said_with_scan(parcel: ParcelJob | null): Record<string, string> {
  const known = confirmed.peek()
  if (known === null || known.is_told || known.task !== parcel?.task.id) return {}
  confirmed.value = { ...known, is_told: true }
  return { instructions: 'confirmed' }
}
