import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Job, ServerVerdict } from '../server_api'
import { type Deed, type Journal, open_journal } from './index'

let journal: Journal
let nth = 0

const deed = (raw: string) => ({ raw, kind: 'scan', task: 11, lease: 1 }) as Deed
const cart = (id: number) => ({ task: { id }, revision: 0 }) as Job

function answer(event_id: string, row = 'PC-04'): ServerVerdict {
  return { event_id, row, verdict: 'accept', agrees: true } as ServerVerdict
}

async function scanned(...texts: string[]): Promise<string[]> {
  const names: string[] = []
  for (const raw of texts) names.push((await journal.append(deed(raw), null)).event_id)
  return names
}

const unsent = async () =>
  (await journal.unsent(50)).map(({ event }) => [event.raw, event.seq] as const)

beforeEach(async () => {
  nth += 1
  journal = await open_journal(`recovery-${nth}`)
})

afterEach(() => journal.close())

test('what a restored server has forgotten is handed in again, in its order and by its own names', async () => {
  const names = await scanned('a', 'b', 'c', 'd')
  await journal.acknowledge(
    names.map((name) => answer(name)),
    1,
  )
  expect(await unsent()).toEqual([])
  expect(await journal.hand_in_again(1)).toBe(2)
  expect(await unsent()).toEqual([
    ['c', 2],
    ['d', 3],
  ])
  expect((await journal.unsent(9)).map(({ event_id }) => event_id)).toEqual(names.slice(2))
})

test('a server that knows everything, or never kept an event, is handed nothing again', async () => {
  const [one, malformed] = await scanned('a', 'b')
  await journal.acknowledge([answer(one ?? ''), answer(malformed ?? '', 'SV-04')], 1)
  expect(await journal.hand_in_again(0)).toBe(0)
})

test('a number that is used up is replaced, and the scan waits to be handed in under the new one', async () => {
  const { incarnation } = await journal.identity()
  const names = await scanned('a', 'b')
  await journal.acknowledge(
    names.map((name) => answer(name, 'SV-07')),
    1,
  )
  await scanned('c')
  expect(await unsent()).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
  ])
  const events = (await journal.unsent(9)).map(({ event }) => event)
  expect(new Set(events.map((event) => event.incarnation)).size).toBe(1)
  expect(events[0]?.incarnation).not.toBe(incarnation)
  expect(events.slice(0, 2).map((event) => event.event_id)).toEqual(names)
})

test('an old copy of the storage goes on under another incarnation, once', async () => {
  const before = await journal.identity()
  await scanned('a')
  await journal.begin_anew(before.incarnation)
  const after = await journal.identity()
  expect([after.incarnation === before.incarnation, after.next_seq]).toEqual([false, 0])
  await journal.begin_anew(before.incarnation)
  expect((await journal.identity()).incarnation).toBe(after.incarnation)
})

test('carts taken ahead are kept in their order; the one that is begun is the job in hand', async () => {
  await journal.keep_ahead([cart(12), cart(7)])
  expect((await journal.ahead()).map(({ task }) => task.id)).toEqual([12, 7])
  await journal.keep_job({ job: cart(12), began_at: 1 })
  expect((await journal.ahead()).map(({ task }) => task.id)).toEqual([7])
  await journal.keep_ahead([])
  expect(await journal.ahead()).toEqual([])
  expect((await journal.job_in_hand())?.job.task.id).toBe(12)
})
