import type { ComponentChildren } from 'preact'
import { Loading } from '../interface'
import { job } from '../work'
import { Idle } from './idle'
import { cart_room } from './room'

/** The picker's screen: waiting for a task, or with a cart. */
export function Picking({ header }: { header: ComponentChildren }) {
  const at_hand = job.value
  if (at_hand === null || at_hand.flow !== 'pick_cart') return <Idle header={header} />
  const room = cart_room.value
  return room === null ? <Loading /> : <room.CartScreen job={at_hand} header={header} />
}
