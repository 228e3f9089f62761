import type { Notice } from '../../server_api'

const SUBJECTS = ['order:', 'import:', 'wave:', 'shipment:', 'exception:']

/** Whether a notice can change what a list of orders shows. A scan alone does not; what it completes does. */
export function concerns_orders({ topic, kind }: Notice): boolean {
  if (SUBJECTS.some((subject) => topic.startsWith(subject))) return true
  return topic.startsWith('task:') && kind !== 'task_progressed'
}

/** Whether a notice can change what is known of one order: its tasks tell of every scan. */
export function concerns_order(id: number, { topic }: Notice): boolean {
  return topic === `order:${id}` || !topic.startsWith('order:')
}
