import type { Device, DeviceEvent, Job, ServerVerdict } from '../server_api'
import { random_id, time_ordered_id } from './event_id'
import {
  type Entry,
  type Identity,
  type JobInHand,
  open_store,
  type Photo,
  type Store,
  sent_known,
} from './store'

/** The number of the event is another one's: the server has not kept this event, and it needs a number of its own. */
const NUMBER_IS_USED = 'SV-07'

/** Hardly a device ever needs it. */
const recovery = () => import('./recovery')

/** What the server has said is not needed for a scan. */
const receipts = () => import('./receipts')

const photos = () => import('./photos')

/** 保存済 (all that are here and not sent), 送信済, 要対応. */
export type Counts = { stored: number; sent: number; trouble: number }

/** What was done; the journal gives it its name and its number. */
export type Deed = Omit<DeviceEvent, 'event_id' | 'incarnation' | 'seq'>

export type Journal = {
  identity(): Promise<Identity>
  /** This storage belongs to that device from now on; another device starts another row of numbers. */
  belong_to(device: Device): Promise<void>
  /** The numbers of this incarnation are used up elsewhere: go on under another one, from zero. */
  begin_anew(used_up: string): Promise<void>
  /** The server has forgotten what it answered above this number: it is not sent any more. How many. */
  hand_in_again(highest: number): Promise<number>
  append(deed: Deed, after: JobInHand | null): Promise<Entry>
  unsent(limit: number): Promise<Entry[]>
  acknowledge(verdicts: ServerVerdict[], now_ms: number): Promise<void>
  /** The stored events that these answers name, in the order of the answers. */
  answered(verdicts: ServerVerdict[]): Promise<Entry[]>
  recent(limit: number): Promise<Entry[]>
  counts(): Promise<Counts>
  /** Somebody has seen that the server differs: nothing is open about this event (or any) any more. */
  settle(event_id?: string): Promise<void>
  prune(now_ms: number): Promise<number>
  /** What was taken ahead becomes, with this, the job in hand. */
  keep_job(job: JobInHand | null): Promise<void>
  job_in_hand(): Promise<JobInHand | null>
  /** The jobs taken ahead, whole, in their order; these and no others are kept from now on. */
  keep_ahead(jobs: Job[]): Promise<void>
  ahead(): Promise<Job[]>
  /** Keep the photo of what this event has reported; a later one takes its place. */
  keep_photo(event_id: string, content: ArrayBuffer): Promise<void>
  /** The photos whose events the server has, by event, and how many are kept in all. */
  photos(): Promise<{ ready: { event_id: string; photo: Photo }[]; kept: number }>
  let_go_of_photo(event_id: string, photo: Photo): Promise<void>
  setting<T>(name: string): Promise<T | null>
  keep_setting(name: string, value: unknown): Promise<void>
  close(): void
}

/**
 * Open the journal of this device.
 *
 * @throws DOMException where the browser refuses storage.
 */
export async function open_journal(
  name = 'tanaban',
  on_lost: () => void = () => undefined,
): Promise<Journal> {
  const store = await open_store(name, on_lost)
  return {
    identity: () => identity_of(store),
    belong_to: (device) => belong_to(store, device),
    begin_anew: async (used_up) => (await recovery()).begin_anew(store, used_up),
    hand_in_again: async (highest) => {
      const forgotten = await (await recovery()).hand_in_again(store, highest)
      sent_known.delete(store)
      return forgotten
    },
    append: (deed, after) => append(store, deed, after),
    unsent: (limit) => store.getAllFromIndex('events', 'by_state', 'stored', limit),
    acknowledge: async (verdicts, now_ms) => {
      const unkept = verdicts.filter(({ row }) => row === NUMBER_IS_USED)
      if (unkept.length > 0) {
        await (await recovery()).renumber(store, unkept)
        sent_known.delete(store)
      }
      const kept = verdicts.filter(({ row }) => row !== NUMBER_IS_USED)
      await (await receipts()).acknowledge(store, kept, now_ms)
    },
    answered: async (verdicts) => (await receipts()).answered(store, verdicts),
    recent: async (limit) => (await receipts()).recent(store, limit),
    counts: () => counts(store),
    settle: async (event_id) => (await receipts()).settle(store, event_id),
    prune: async (now_ms) => (await receipts()).prune(store, now_ms),
    keep_job: (job) => keep_job(store, job),
    job_in_hand: async () => (await store.get('jobs', 'in_hand')) ?? null,
    keep_ahead: (jobs) => keep_ahead(store, jobs),
    ahead: async () => {
      const kept = await store.getAll('jobs', all_ahead())
      return kept.sort((one, other) => one.began_at - other.began_at).map(({ job }) => job)
    },
    keep_photo: async (event_id, content) => (await photos()).keep_photo(store, event_id, content),
    photos: async () => (await photos()).ready_photos(store),
    let_go_of_photo: async (event_id, photo) =>
      (await photos()).let_go_of_photo(store, event_id, photo),
    setting: async <T>(key: string) =>
      ((await store.get('settings', key)) as T | undefined) ?? null,
    keep_setting: async (key, value) => {
      await store.put('settings', value, key)
    },
    close: () => store.close(),
  }
}

async function identity_of(store: Store): Promise<Identity> {
  const identity = await store.get('identity', 'device')
  if (identity === undefined) throw new Error('the journal has lost its identity')
  return identity
}

async function belong_to(store: Store, device: Device): Promise<void> {
  const writing = store.transaction('identity', 'readwrite', { durability: 'strict' })
  const known = await writing.store.get('device')
  const same = known !== undefined && (known.device === null || known.device.id === device.id)
  const kept = same ? known : { incarnation: random_id(), next_seq: 0 }
  await writing.store.put({ ...kept, device }, 'device')
  await writing.done
}

/**
 * Store one deed and the job as it stands after it, in one transaction that is on the disk when this resolves.
 * The number has no gaps: it is taken in the same transaction, so a refused write gives it back.
 *
 * @throws DOMException when the disk refuses; then nothing of it is stored.
 */
async function append(store: Store, deed: Deed, after: JobInHand | null): Promise<Entry> {
  const writing = store.transaction(['identity', 'events', 'jobs'], 'readwrite', {
    durability: 'strict',
  })
  const written = writing.done
  try {
    const identity = await writing.objectStore('identity').get('device')
    if (identity === undefined) throw new Error('the journal has lost its identity')
    const event: DeviceEvent = {
      ...deed,
      event_id: time_ordered_id(),
      incarnation: identity.incarnation,
      seq: identity.next_seq,
    }
    const entry: Entry = {
      event_id: event.event_id,
      state: 'stored',
      event,
      answered_at: null,
      answer: null,
    }
    const next = { ...identity, next_seq: identity.next_seq + 1 }
    const jobs = writing.objectStore('jobs')
    // All at once: each answer that is waited for is a turn of the page's loop, and the scan's.
    const [order] = await Promise.all([
      writing.objectStore('events').add(entry),
      writing.objectStore('identity').put(next, 'device'),
      after === null ? jobs.delete('in_hand') : jobs.put(after, 'in_hand'),
      written,
    ])
    return { ...entry, order }
  } catch (refused) {
    // The transaction's own promise is told as well; one refusal is reported once.
    written.catch(() => undefined)
    abort(writing)
    throw refused
  }
}

/** Take everything of a failed write back, unless the disk already has. */
function abort(writing: { abort: () => void }): void {
  try {
    writing.abort()
  } catch {
    // It has ended by itself: the refusal came from its own commit.
  }
}

async function counts(store: Store): Promise<Counts> {
  const by_state = store.transaction('events').store.index('by_state')
  const [stored, sent, trouble] = await Promise.all([
    by_state.count('stored'),
    sent_known.get(store) ?? by_state.count('sent'),
    by_state.count('trouble'),
  ])
  // What was acknowledged meanwhile is counted already.
  if (!sent_known.has(store)) sent_known.set(store, sent)
  return { stored, sent, trouble }
}

async function keep_job(store: Store, job: JobInHand | null): Promise<void> {
  const writing = store.transaction('jobs', 'readwrite', { durability: 'strict' })
  if (job === null) await writing.store.delete('in_hand')
  else {
    await writing.store.put(job, 'in_hand')
    await writing.store.delete(ahead_key(job.job))
  }
  await writing.done
}

const all_ahead = () => IDBKeyRange.bound('ahead:', 'ahead:~')

function ahead_key(job: Job): string {
  return `ahead:${job.task.id}`
}

async function keep_ahead(store: Store, jobs: Job[]): Promise<void> {
  const writing = store.transaction('jobs', 'readwrite', { durability: 'strict' })
  await writing.store.delete(all_ahead())
  // Not begun yet: until then the field keeps their order.
  for (const [began_at, job] of jobs.entries()) {
    await writing.store.put({ job, began_at }, ahead_key(job))
  }
  await writing.done
}
