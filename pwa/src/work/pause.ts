import { computed } from '@preact/signals'
import { asked } from './asked'
import { kind_of_job } from './flow_of_job'
import { is_storing, job, job_lost, last_verdict, standstill } from './work'

/**
 * Whether hands and head are free for a sentence that is not the work: no job, a job that is over, or between
 * two of its lines. Never over a refusal that is still open.
 */
export const is_at_a_pause = computed(() => {
  if (standstill.value !== null || job_lost.value !== null || asked.value !== null) return false
  const at_hand = job.value
  if (at_hand === null) return true
  const tone = last_verdict.value?.tone
  if (tone === 'ng' || tone === 'wait' || is_storing.value) return false
  const kind = kind_of_job(at_hand)
  return kind?.is_over?.(at_hand) === true || kind?.is_between_lines?.(at_hand) === true
})
