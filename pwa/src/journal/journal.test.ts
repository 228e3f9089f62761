import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ServerVerdict } from '../server_api'
import { type Deed, type Journal, open_journal } from './index'
import { RECEIPTS_KEPT_MS } from './receipts'

const NOW_MS = Date.parse('2026-11-23T05:00:00Z')
let journal: Journal
let nth = 0

function deed(raw: string): Deed {
  return {
    session: '6c0f4f1c-0000-4000-8000-000000000001',
    actor: 3,
    device_time: '2026-11-23T05:00:00.000Z',
    task: 11,
    lease: 1,
    revision: 0,
    kind: 'scan',
    raw,
    via: 'keys',
    table_revision: 1,
    row: 'PC-04',
    verdict: 'accept',
    payload: {},
  }
}

function answer(event_id: string, change: Partial<ServerVerdict> = {}): ServerVerdict {
  return {
    event_id,
    verdict: 'accept',
    row: 'PC-04',
    because: null,
    step: 'load_totes',
    revision: 1,
    replayed: false,
    agrees: true,
    job: null,
    receipt: 'signed',
    ...change,
  }
}

const job_at = (step: string) => ({ began_at: 1, job: { step } }) as never

beforeEach(async () => {
  nth += 1
  journal = await open_journal(`journal-${nth}`)
})

afterEach(() => journal.close())

test('events are numbered from zero without gaps, whoever wrote them', async () => {
  for (const raw of ['a', 'b', 'c']) await journal.append(deed(raw), null)
  const entries = await journal.unsent(50)
  expect(entries.map(({ event }) => [event.raw, event.seq])).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ])
})

test('an event carries a name that sorts by time and the incarnation of this storage', async () => {
  const { event } = await journal.append(deed('a'), null)
  const { incarnation } = await journal.identity()
  expect(event.event_id).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  )
  expect(event.incarnation).toBe(incarnation)
})

test('every write of an event asks for the disk, not for its cache', async () => {
  const asked = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await journal.append(deed('a'), null)
  expect(asked).toHaveBeenCalledWith(['identity', 'events', 'jobs'], 'readwrite', {
    durability: 'strict',
  })
})

test('a refused write leaves nothing behind and gives its number back', async () => {
  const put = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
    throw new DOMException('disk full', 'QuotaExceededError')
  })
  await expect(journal.append(deed('a'), job_at('load_totes'))).rejects.toThrow('disk full')
  put.mockRestore()
  expect(await journal.counts()).toEqual({ stored: 0, sent: 0, trouble: 0 })
  expect(await journal.job_in_hand()).toBeNull()
  const { event } = await journal.append(deed('b'), null)
  expect(event.seq).toBe(0)
})

test('after a reload the job stands at the step of the last stored scan, and the numbers go on', async () => {
  await journal.append(deed('a'), job_at('load_totes'))
  await journal.append(deed('b'), job_at('find_place'))
  const { incarnation } = await journal.identity()
  journal.close()
  journal = await open_journal(`journal-${nth}`)
  expect((await journal.job_in_hand())?.job.step).toBe('find_place')
  expect((await journal.identity()).incarnation).toBe(incarnation)
  const { event } = await journal.append(deed('c'), null)
  expect(event.seq).toBe(2)
})

test('wiped storage is another incarnation, counted from zero', async () => {
  const before = await journal.identity()
  journal.close()
  nth += 1
  journal = await open_journal(`journal-${nth}`)
  const after = await journal.identity()
  expect(after.incarnation).not.toBe(before.incarnation)
  expect(after.next_seq).toBe(0)
})

test('another device on the same storage begins another row of numbers; unsent events stay', async () => {
  await journal.belong_to({ id: 7, code: 'HT-0007', name: '07', kind: 'handheld' })
  const old = await journal.append(deed('a'), null)
  await journal.belong_to({ id: 7, code: 'HT-0007', name: '07', kind: 'handheld' })
  await journal.belong_to({ id: 8, code: 'HT-0008', name: '08', kind: 'handheld' })
  const { event } = await journal.append(deed('b'), null)
  expect(event.seq).toBe(0)
  expect(event.incarnation).not.toBe(old.event.incarnation)
  expect((await journal.unsent(50)).map((entry) => entry.event.raw)).toEqual(['a', 'b'])
})

test('answers are kept beside their events; unknown ones are left alone', async () => {
  const one = await journal.append(deed('a'), null)
  const two = await journal.append(deed('b'), null)
  await journal.append(deed('c'), null)
  await journal.acknowledge(
    [
      answer(two.event_id, { agrees: false, verdict: 'refuse', because: 'cart_in_use' }),
      answer('0192c0de-0000-7000-8000-00000000dead'),
      answer(one.event_id),
    ],
    NOW_MS,
  )
  expect(await journal.counts()).toEqual({ stored: 1, sent: 1, trouble: 1 })
  expect((await journal.unsent(50)).map(({ event }) => event.raw)).toEqual(['c'])
  const [, second] = await journal.recent(3)
  expect(second?.answer?.receipt).toBe('signed')
  await journal.settle()
  expect(await journal.counts()).toEqual({ stored: 1, sent: 2, trouble: 0 })
})

test('answered events go after seven days, unanswered ones never', async () => {
  const one = await journal.append(deed('a'), null)
  await journal.append(deed('b'), null)
  await journal.acknowledge([answer(one.event_id)], NOW_MS)
  expect(await journal.prune(NOW_MS + RECEIPTS_KEPT_MS)).toBe(0)
  expect(await journal.prune(NOW_MS + RECEIPTS_KEPT_MS + 1)).toBe(1)
  expect((await journal.recent(9)).map(({ event }) => event.raw)).toEqual(['b'])
})
