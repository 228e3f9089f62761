// A cart in hand: the table that judges it, its words and its screens, in one piece: a verdict waits for nothing.
import type { ComponentChildren } from 'preact'
import type { Job } from '../server_api'
import { teach_job_kind } from '../work'
import { step_of } from './cart_view'
import { FLOW } from './decisions'
import { CartDone } from './done'
import { pick_words } from './job_words'
import { Walk } from './walk'

teach_job_kind(FLOW, pick_words)

/** Walking with a cart, or done with it. */
export function CartScreen({ job, header }: { job: Job; header: ComponentChildren }) {
  if (step_of(job) === 'cart_done') return <CartDone job={job} header={header} />
  return <Walk job={job} header={header} />
}
