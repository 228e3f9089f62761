// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { open_line } from '../live'
import type { Notice } from '../server_api'
import type { Told } from './ask_board'
import { ASK_ANYWAY_MS, COALESCE_MS, confirmed_ms, follow_board, snapshot, trouble } from './follow'
import type { Snapshot } from './snapshot'

const board = (position: number): Snapshot => ({
  position,
  server_time: '2026-11-24T05:18:00.000Z',
  carriers: [],
  flow: [],
  people: [],
  exceptions: [],
  devices: [],
  throughput: [],
})

const changed = (position: number): Told => ({
  what: 'changed',
  snapshot: board(position),
  text: `${position}`,
})

const scan = (position: number): Notice => ({
  position,
  at: '2026-11-24T05:18:00Z',
  topic: 'task:7',
  kind: 'task_progressed',
  revision: 1,
  body: {},
})

let answers: Told[]
let asked: (string | null)[]
let stop: () => void

/** The feed tells of so many scans at once, as after a batch of a handheld. */
async function the_feed_tells_of(count: number) {
  const notices = Array.from({ length: count }, (_, nth) => scan(nth + 1))
  const { make_follower } = await open_line()
  const follower = make_follower({
    begin: { position: 0, epoch: 'e1' },
    keep: () => undefined,
    pull: async () => ({ notices, position: count, epoch: 'e1', reset: false }),
  })
  follower.is_at(count, 'e1')
  await follower.rest()
}

beforeEach(() => {
  vi.useFakeTimers()
  asked = []
  answers = []
  snapshot.value = null
  confirmed_ms.value = null
  trouble.value = null
  stop = follow_board({
    ask: async (text) => {
      asked.push(text)
      return answers.shift() ?? { what: 'same' }
    },
  })
})

afterEach(() => {
  stop()
  vi.useRealTimers()
})

test('the wall is filled at once, and asked for again while nothing is heard', async () => {
  answers = [changed(1)]
  await vi.advanceTimersByTimeAsync(0)
  expect(snapshot.value?.position).toBe(1)
  await vi.advanceTimersByTimeAsync(ASK_ANYWAY_MS)
  expect(asked).toEqual([null, '1'])
})

test('fifty scans at once are one question, a quarter of a second after the last', async () => {
  await vi.advanceTimersByTimeAsync(0)
  answers = [changed(50)]
  await the_feed_tells_of(50)
  await vi.advanceTimersByTimeAsync(COALESCE_MS - 1)
  expect(asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(asked).toHaveLength(2)
  expect(snapshot.value?.position).toBe(50)
})

test('a change after a quiet while is asked for without waiting', async () => {
  await vi.advanceTimersByTimeAsync(COALESCE_MS * 2)
  await the_feed_tells_of(1)
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toHaveLength(2)
})

test('an answer that says the same draws nothing anew but makes the wall young', async () => {
  answers = [changed(3)]
  await vi.advanceTimersByTimeAsync(0)
  const drawn = snapshot.value
  const before = confirmed_ms.value ?? 0
  await vi.advanceTimersByTimeAsync(ASK_ANYWAY_MS)
  expect(snapshot.value).toBe(drawn)
  expect((confirmed_ms.value ?? 0) - before).toBe(ASK_ANYWAY_MS)
})

test('without an answer the last wall stays, with the reason and its old age', async () => {
  answers = [changed(3), { what: 'refused', code: 'offline' }]
  await vi.advanceTimersByTimeAsync(0)
  const confirmed = confirmed_ms.value
  await vi.advanceTimersByTimeAsync(ASK_ANYWAY_MS)
  expect(trouble.value).toBe('offline')
  expect(snapshot.value?.position).toBe(3)
  expect(confirmed_ms.value).toBe(confirmed)
  await vi.advanceTimersByTimeAsync(ASK_ANYWAY_MS)
  expect(trouble.value).toBeNull()
})
