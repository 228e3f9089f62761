// What came and what was read: kept here, told to the server when it can be reached.
import { effect } from '@preact/signals'
import type { Journal } from '../journal'
import { subscribe } from '../live'
import { type Job, type Message, reach, server } from '../server_api'
import { job } from '../work'
import { type Shown, unread } from './unread'

let memory: Journal | null = null
/** Read here, and not yet known to be so by the server. */
let untold: number[] = []

/** Go on with what was kept, and follow what comes. */
export async function start_messages(journal: Journal): Promise<void> {
  memory = journal
  untold = (await journal.setting<number[]>('messages read')) ?? []
  unread.value = (await journal.setting<Message[]>('messages')) ?? []
  const ask = () => {
    tell_what_was_read().catch(() => undefined)
  }
  subscribe('message:', ask, ask)
  effect(() => tell_of_order(job.value))
  ask()
}

/** Read on this device: gone from the screen at once, told to the server when it can be. */
export function mark_read(id: number): void {
  if (id > 0) untold = [...untold, id]
  unread.value = unread.value.filter((message) => message.id !== id)
  if (id < 0) return
  keep()
  tell_what_was_read().catch(() => undefined)
}

/** Tell the server what was read, then ask what is new; called again whenever there is a network. */
export async function tell_what_was_read(): Promise<void> {
  for (const message_id of untold) {
    const path = { message_id }
    const answer = await reach(
      server.POST('/api/v1/messages/{message_id}/read', { params: { path } }),
    )
    // A message that is not there any more needs no receipt.
    if (answer.ok || answer.status === 404) untold = untold.filter((one) => one !== message_id)
  }
  const answer = await reach(server.GET('/api/v1/messages'))
  if (answer.ok) {
    const sent = answer.data.messages.filter(({ id }) => !untold.includes(id))
    unread.value = [...of_orders(), ...sent]
  }
  keep()
}

/** What was told of orders on this walk: task and slot. */
const told = new Set<string>()

/** Before the first line of an order: what a rule tells the picker of it, once for each walk. */
function tell_of_order(at_hand: Job | null): void {
  const next = at_hand === null ? null : slot_of_next_line(at_hand)
  if (at_hand === null || next === null) return
  const slot = at_hand.slots.find((one) => one.slot === next)
  const key = `${at_hand.task.id} ${next}`
  if (!slot?.message || told.has(key)) return
  told.add(key)
  const about = { id: -told.size, sent_at: '', sender: '', text: slot.message, order: slot.order }
  unread.value = [about, ...unread.peek()]
}

/** The cart's slot that the line in hand is for; null where no cart is walked. */
function slot_of_next_line({ flow, step, facts }: Job): number | null {
  if (flow !== 'pick_cart' || step !== 'find_place') return null
  const { at, lines } = facts as { at: number; lines: { slot: number }[] }
  return lines[at]?.slot ?? null
}

function of_orders(): Shown[] {
  return unread.peek().filter(({ id }) => id < 0)
}

function keep(): void {
  const sent = unread.value.filter(({ id }) => id > 0)
  memory?.keep_setting('messages', sent).catch(() => undefined)
  memory?.keep_setting('messages read', untold).catch(() => undefined)
}
