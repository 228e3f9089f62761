import type { answers_ja } from './answers.ja'

/** @public */
export const answers_en: Record<keyof typeof answers_ja, string> = {
  'refusal.task_unknown': 'The server does not know this task',
  'refusal.lease_is_stale': 'This task went to somebody else',
  'refusal.task_is_finished': 'This task is already finished',
  'refusal.event_malformed': 'The server cannot read this record',
  'refusal.session_unknown': 'The server does not know this login',
  'refusal.event_id_reused': 'Two records have the same id',
  'refusal.sequence_reused': 'Two records have the same number',
  'refusal.server_fault': 'Something failed on the server',
  'refusal.scan_again': 'Known now. Scan it again',
  'refusal.item_unknown': 'Nobody knows this code',
  'refusal.order_is_cancelled': 'The order was cancelled',
  'refusal.found_elsewhere': 'What was short is fetched elsewhere',
  'answers.fetch': '{n} at {place}',
  'answers.hand_back': 'Put what is left in your hand back on its shelf',
}
