// The device's own database: what it did and has not handed in, and the job in hand.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Device, DeviceEvent, Job, ServerVerdict } from '../server_api'
import { random_id } from './event_id'

/** Who this storage is. Wiped storage or another device is another incarnation, with its own row of numbers. */
export type Identity = { incarnation: string; next_seq: number; device: Device | null }

/** stored: on this device only. sent: the server has it. trouble: the server has it and sees it differently. */
export type EventState = 'stored' | 'sent' | 'trouble'

/** One thing that was done on this device, with what the server said to it. */
export type Entry = {
  /** Place in the row of everything stored here; the database counts it. */
  order?: number
  event_id: string
  state: EventState
  event: DeviceEvent
  /** Milliseconds since 1970, when the server's answer came. */
  answered_at: number | null
  answer: ServerVerdict | null
}

/** The task on this device, as it stands after the last stored scan. */
export type JobInHand = { job: Job; began_at: number }

/** A photo of what an event has reported: a small JPEG, not handed in yet. */
export type Photo = { content: ArrayBuffer; taken_at: number }

export type Store = IDBPDatabase<Tables>

interface Tables extends DBSchema {
  identity: { key: 'device'; value: Identity }
  events: {
    key: number
    value: Entry
    indexes: { by_event_id: string; by_state: EventState }
  }
  /** `in_hand`, and `ahead:` with the number of the task for each that was taken ahead. */
  jobs: { key: string; value: JobInHand }
  settings: { key: string; value: unknown }
  /** By the event that they belong to. */
  photos: { key: string; value: Photo }
}

/**
 * Open the device's database and its identity; a new storage gets a new incarnation.
 *
 * @throws DOMException where the browser refuses storage (private window, disk full).
 */
export async function open_store(name: string, on_lost: () => void): Promise<Store> {
  const store = await openDB<Tables>(name, 2, {
    upgrade(fresh, before) {
      fresh.createObjectStore('photos')
      if (before > 0) return
      fresh.createObjectStore('identity')
      const events = fresh.createObjectStore('events', { keyPath: 'order', autoIncrement: true })
      events.createIndex('by_event_id', 'event_id', { unique: true })
      events.createIndex('by_state', 'state')
      fresh.createObjectStore('jobs')
      fresh.createObjectStore('settings')
    },
    // A newer page in another tab wants to change the layout: step aside, this tab will be told to reload.
    blocking(_current, _blocked, event) {
      ;(event.target as IDBDatabase).close()
      on_lost()
    },
    terminated: on_lost,
  })
  const opening = store.transaction('identity', 'readwrite', { durability: 'strict' })
  const known = await opening.store.get('device')
  if (known === undefined) {
    await opening.store.put({ incarnation: random_id(), next_seq: 0, device: null }, 'device')
  }
  await opening.done
  return store
}

/** How many are 送信済: counting a week of them takes longer than a scan, so they are counted once and then kept count of. */
export const sent_known = new WeakMap<Store, number>()
