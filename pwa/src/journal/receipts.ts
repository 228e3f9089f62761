// What the server has answered: kept beside each event with its receipt, looked through in the menu, let go when it
// is old enough.
import type { ServerVerdict } from '../server_api'
import { type Entry, type Store, sent_known } from './store'

/** How long an acknowledged event and its receipt stay on the device, for a server restored from a backup. */
export const RECEIPTS_KEPT_MS = 7 * 24 * 60 * 60 * 1000

/** Keep the server's answer beside each event it knows; answers to events that are not here are left alone. */
export async function acknowledge(
  store: Store,
  verdicts: ServerVerdict[],
  now_ms: number,
): Promise<void> {
  // An answer that a dead battery takes away comes again with the same event; scans wait for no disk because of it.
  const writing = store.transaction('events', 'readwrite', { durability: 'relaxed' })
  let more_sent = 0
  const keep = async (answer: ServerVerdict) => {
    const entry = await writing.store.index('by_event_id').get(answer.event_id)
    if (entry === undefined) return
    const state = answer.agrees || answer.verdict === 'accept' ? 'sent' : 'trouble'
    more_sent += Number(state === 'sent') - Number(entry.state === 'sent')
    await writing.store.put({ ...entry, state, answer, answered_at: now_ms })
  }
  await Promise.all([...verdicts.map(keep), writing.done])
  const known = sent_known.get(store)
  if (known !== undefined) sent_known.set(store, known + more_sent)
}

/** The stored events that these answers name, in the order of the answers. */
export async function answered(store: Store, verdicts: ServerVerdict[]): Promise<Entry[]> {
  const by_event_id = store.transaction('events').store.index('by_event_id')
  const found = await Promise.all(verdicts.map(({ event_id }) => by_event_id.get(event_id)))
  return found.filter((entry) => entry !== undefined)
}

/** Nothing is open any more about this event, or about any. */
export async function settle(store: Store, event_id?: string): Promise<void> {
  const writing = store.transaction('events', 'readwrite')
  for (const entry of await writing.store.index('by_state').getAll('trouble')) {
    const is_meant = event_id === undefined || event_id === entry.event_id
    if (is_meant) await writing.store.put({ ...entry, state: 'sent' })
  }
  await writing.done
  sent_known.delete(store)
}

/** The newest entries. */
export async function recent(store: Store, limit: number): Promise<Entry[]> {
  const found: Entry[] = []
  let cursor = await store.transaction('events').store.openCursor(null, 'prev')
  while (cursor !== null && found.length < limit) {
    found.push(cursor.value)
    cursor = await cursor.continue()
  }
  return found
}

/**
 * Let go of answered events whose receipts are old enough. An event without an answer is never let go. They were
 * answered in their order, so the first young receipt ends the look: a week of scans is not read at every start.
 */
export async function prune(store: Store, now_ms: number): Promise<number> {
  const writing = store.transaction('events', 'readwrite')
  let gone = 0
  let cursor = await writing.store.openCursor()
  while (cursor !== null) {
    const { state, answered_at } = cursor.value
    if (state !== 'stored' && answered_at !== null) {
      if (now_ms - answered_at <= RECEIPTS_KEPT_MS) break
      await cursor.delete()
      gone += 1
    }
    cursor = await cursor.continue()
  }
  await writing.done
  sent_known.delete(store)
  return gone
}
