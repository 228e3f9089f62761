// What a rule tells the packer to do: no scan can verify it, so it has to be confirmed by a tap.
import type { OrderShown } from '../server_api'
import { label_of } from '../vocabulary'
import type { ParcelJob } from './parcel'

export type Instruction = OrderShown['instructions'][number]

/** The command that says so; it goes the way of every scan, into the journal and to the server. */
export const CONFIRMATION = label_of('X-CONFIRM')

/** A job that was kept by an older version of this page says nothing of instructions. */
export function instructions_of(order: Partial<Pick<OrderShown, 'instructions'>>): Instruction[] {
  return order.instructions ?? []
}

/** Whether nobody has confirmed yet what is asked for this parcel; a piece in hand is named first. */
export const must_confirm = (parcel: ParcelJob | null): boolean =>
  parcel !== null && parcel.step !== 'record_serial' && (parcel.facts.unconfirmed ?? false)
