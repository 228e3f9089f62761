import type { Job } from '../server_api'
import { t } from '../words'
import { columns_of, type SlotView, slots_of } from './cart_view'

/** The cart as it stands before the picker: every slot with its tote, the one that matters now lit. */
export function CartSlots({ job }: { job: Job }) {
  const slots = slots_of(job)
  return (
    <ol
      class="cart-slots"
      style={{ gridTemplateColumns: `repeat(${columns_of(slots.length)}, 1fr)` }}
    >
      {slots.map((slot) => (
        <Slot key={slot.slot} of={slot} />
      ))}
    </ol>
  )
}

function Slot({ of }: { of: SlotView }) {
  const state = of.is_current ? 'current' : of.tote === null ? 'empty' : 'loaded'
  return (
    <li class={`cart-slot cart-slot-${state}`} aria-current={of.is_current}>
      <span class="cart-slot-number">{of.slot + 1}</span>
      <span class="cart-slot-tote">{of.tote ?? (of.is_current ? '' : t('pick.slot.empty'))}</span>
    </li>
  )
}
