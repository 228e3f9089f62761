import { Icon } from '../../interface'
import { t } from '../../words'
import type { Order } from '../answers'

/** What a change will set in motion where the order is now. */
export function Outlook({ order, what }: { order: Order; what: 'address' | 'lines' }) {
  const where = order.shipment === null ? 'waiting' : 'on_floor'
  return (
    <p class={where === 'on_floor' ? 'change-outlook outlook-floor' : 'change-outlook'}>
      <Icon name={where === 'on_floor' ? 'cart' : 'info'} size_px={24} />
      <strong>{t(`order.change.${where}`)}</strong>
      <span>{t(`order.change.${what}.${where}`)}</span>
    </p>
  )
}
