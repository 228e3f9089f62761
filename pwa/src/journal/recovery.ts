// When this storage and the server do not remember the same.
import type { ServerVerdict } from '../server_api'
import { random_id } from './event_id'
import type { Entry, Identity, Store } from './store'

/** Answers to what the server never kept: it has not forgotten them. */
const NEVER_KEPT = new Set(['SV-04', 'SV-06'])

/** Another row of numbers, unless there is one already. */
export async function begin_anew(store: Store, used_up: string): Promise<void> {
  const writing = store.transaction('identity', 'readwrite', { durability: 'strict' })
  const identity = await writing.store.get('device')
  if (identity?.incarnation === used_up) await writing.store.put(renewed(identity), 'device')
  await writing.done
}

function renewed(identity: Identity): Identity {
  return { ...identity, incarnation: random_id(), next_seq: 0 }
}

/** Entries answered above `highest`, of the present incarnation, wait to be handed in again; how many. */
export async function hand_in_again(store: Store, highest: number): Promise<number> {
  const writing = store.transaction(['identity', 'events'], 'readwrite', { durability: 'strict' })
  const identity = await writing.objectStore('identity').get('device')
  let forgotten = 0
  let cursor = await writing.objectStore('events').openCursor()
  while (cursor !== null) {
    const { event, state, answer } = cursor.value
    const is_ours = event.incarnation === identity?.incarnation && event.seq > highest
    if (is_ours && state !== 'stored' && !NEVER_KEPT.has(answer?.row ?? '')) {
      forgotten += 1
      await cursor.update({ ...cursor.value, state: 'stored' })
    }
    cursor = await cursor.continue()
  }
  await writing.done
  return forgotten
}

/**
 * Give events whose numbers are used up new ones, in their order; under a new incarnation when the old one is
 * what cannot be used. They are handed in again by their own names.
 */
export async function renumber(store: Store, verdicts: ServerVerdict[]): Promise<void> {
  const writing = store.transaction(['identity', 'events'], 'readwrite', { durability: 'strict' })
  const events = writing.objectStore('events')
  let identity = await writing.objectStore('identity').get('device')
  for (const { event_id } of verdicts) {
    const entry: Entry | undefined = await events.index('by_event_id').get(event_id)
    if (entry === undefined || identity === undefined) continue
    if (entry.event.incarnation === identity.incarnation) identity = renewed(identity)
    const { incarnation, next_seq } = identity
    const event = { ...entry.event, incarnation, seq: next_seq }
    await events.put({ ...entry, state: 'stored', event })
    identity = { ...identity, next_seq: next_seq + 1 }
  }
  if (identity !== undefined) await writing.objectStore('identity').put(identity, 'device')
  await writing.done
}
