import './idle.css'
import './walk.css'
import './tote.css'
import './done.css'
import type { ComponentChildren } from 'preact'
import { job } from '../work'
import { step_of } from './cart_view'
import { CartDone } from './done'
import { Idle } from './idle'
import { Walk } from './walk'

/** The picker's screen: waiting for a task, walking with a cart, or done with it. */
export function Picking({ header }: { header: ComponentChildren }) {
  const at_hand = job.value
  if (at_hand === null || at_hand.flow !== 'pick_cart') return <Idle header={header} />
  if (step_of(at_hand) === 'cart_done') return <CartDone job={at_hand} header={header} />
  return <Walk job={at_hand} header={header} />
}
