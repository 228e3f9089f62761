// What came and what was read: kept here, told to the server when it can be reached.
import type { Journal } from '../journal'
import { subscribe } from '../live'
import { type Message, reach, server } from '../server_api'
import { unread } from './unread'

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
  ask()
}

/** Read on this device: gone from the screen at once, told to the server when it can be. */
export function mark_read(id: number): void {
  untold = [...untold, id]
  unread.value = unread.value.filter((message) => message.id !== id)
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
  if (answer.ok) unread.value = answer.data.messages.filter(({ id }) => !untold.includes(id))
  keep()
}

function keep(): void {
  memory?.keep_setting('messages', unread.value).catch(() => undefined)
  memory?.keep_setting('messages read', untold).catch(() => undefined)
}
