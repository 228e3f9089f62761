import type { ComponentChildren } from 'preact'
import { Loading } from '../interface'
import { chosen_work, job } from '../work'
import { Choice } from './choice'
import { work_of_flow, work_of_kind } from './kinds'
import { Queue } from './queue_screen'
import { room_of } from './rooms'

/** Work of the stock: the job in hand, else the queue of the chosen kind, else the choice. */
export function Jobs({ header }: { header: ComponentChildren }) {
  const at_hand = job.value
  if (at_hand !== null && work_of_flow(at_hand.flow) !== null) {
    const room = room_of(at_hand.flow)
    return room === null ? <Loading /> : <room.Screen job={at_hand} header={header} />
  }
  const chosen = chosen_work.value
  const work = chosen === null || chosen === 'choice' ? null : work_of_kind(chosen)
  return work === null ? (
    <Choice header={header} />
  ) : (
    <Queue key={work.kind} work={work} header={header} />
  )
}
