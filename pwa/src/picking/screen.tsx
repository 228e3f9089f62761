import type { ComponentChildren } from 'preact'
import { later, use_brought } from '../interface'
import { job } from '../work'
import { step_of } from './cart_view'
import { Idle } from './idle'
import { Walk } from './walk'

/** Nothing is scanned there any more; it is here before the walk ends. */
const CartDone = later(() => import('./done').then((page) => page.CartDone))

/** The picker's screen: waiting for a task, walking with a cart, or done with it. */
export function Picking({ header }: { header: ComponentChildren }) {
  use_brought(CartDone)
  const at_hand = job.value
  if (at_hand === null || at_hand.flow !== 'pick_cart') return <Idle header={header} />
  if (step_of(at_hand) === 'cart_done') return <CartDone job={at_hand} header={header} />
  return <Walk job={at_hand} header={header} />
}
