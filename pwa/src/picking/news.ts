// Why a cart job has changed between two scans. Loaded when it has.
import type { Job } from '../server_api'
import { display } from '../vocabulary'
import { t } from '../words'
import type { News } from '../work'
import { facts_of } from './cart_view'

/** An order was cancelled: what was just in the hand was counted for nobody. Or goods were found elsewhere. */
export function news(before: Job, after: Job): News | null {
  const dropped = (job: Job) => facts_of(job).lines.filter((line) => line.dropped).length
  if (dropped(after) !== dropped(before)) {
    return { because: 'order_is_cancelled', todo: t('answers.hand_back') }
  }
  const walked = facts_of(before).lines.map(({ line }) => line)
  const found = facts_of(after).lines.filter(({ line }) => !walked.includes(line))
  if (found.length === 0) return null
  const todo = found.map(({ place, wanted }) =>
    t('answers.fetch', { place: display(place), n: wanted }),
  )
  return { because: 'found_elsewhere', todo: todo.join(' ') }
}
