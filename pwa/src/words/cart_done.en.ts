import type { cart_done_ja } from './cart_done.ja'

/** @public */
export const cart_done_en: Record<keyof typeof cart_done_ja, string> = {
  'pick.done.title': 'Cart is picked',
  'pick.done.lead': 'Bring cart {cart} to packing',
  'pick.done.lines': 'Lines',
  'pick.done.pieces': 'Pieces picked',
  'pick.done.short': 'Short',
  'pick.done.totes': 'Totes',
  'pick.done.next': 'Next task',
  'pick.done.unsent': '{n} unsent. They go as soon as there is a network.',
  'pick.done.cancelled': 'Ended: orders cancelled',
  'pick.done.cancelled.lead': 'Every order of this cart was cancelled. Cart {cart} is free again.',
  'refusal.undo_too_late': 'What is finished cannot be taken back',
}
