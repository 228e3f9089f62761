import type { messages_ja } from './messages.ja'

/** @public */
export const messages_en: Record<keyof typeof messages_ja, string> = {
  'messages.title': 'Message',
  'messages.from': '{name}, {time}',
  'messages.read': 'Got it',
  'messages.hint': 'Your next scan says so, too',
  'messages.of_order': 'About this order',
  'messages.order': 'Order {order}',
}
