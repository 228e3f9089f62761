import { Mark } from '../../interface'
import { t } from '../../words'
import type { OrderCard } from '../answers'

/** What rules have put on an order: that it is urgent, and tags. */
export function RuleMarks({ order }: { order: OrderCard }) {
  return (
    <>
      {order.is_urgent && (
        <Mark tone="ng" icon="clock">
          {t('order.urgent')}
        </Mark>
      )}
      {order.tags.map((tag) => (
        <Mark key={tag} tone="done" icon="tag">
          {tag}
        </Mark>
      ))}
    </>
  )
}
