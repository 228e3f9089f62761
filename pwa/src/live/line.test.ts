import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FeedPage, Notice } from '../server_api'
import { subscribe } from './heard'
import { make_follower, type Position } from './line'

const notice = (position: number, topic = 'task:1'): Notice => ({
  position,
  at: '2026-11-23T05:00:00Z',
  topic,
  kind: 'task_opened',
  revision: 1,
  body: {},
})

const page = (...notices: Notice[]): FeedPage => ({
  notices,
  position: notices.at(-1)?.position ?? 0,
  epoch: 'e1',
  reset: false,
})

let heard: number[]
let resets: number
let kept: Position[]
let stop: () => void

function follow(begin: Position | null, pull: (after: number) => Promise<FeedPage | null>) {
  return make_follower({ begin, keep: (position) => kept.push(position), pull })
}

beforeEach(() => {
  heard = []
  kept = []
  resets = 0
  stop = subscribe(
    'task:',
    ({ position }) => heard.push(position),
    () => {
      resets += 1
    },
  )
})

afterEach(() => stop())

test('a client that was never here begins at the head and loads its snapshots', () => {
  const pull = vi.fn(async () => null)
  follow(null, pull).is_at(41, 'e1')
  expect(resets).toBe(1)
  expect(kept).toEqual([{ position: 41, epoch: 'e1' }])
  expect(pull).not.toHaveBeenCalled()
})

test('who is behind pulls and hears each notice once, in order', async () => {
  const pull = vi.fn(async (after: number) => page(...[1, 2, 3].map((nth) => notice(after + nth))))
  const follower = follow({ position: 4, epoch: 'e1' }, pull)
  follower.is_at(7, 'e1')
  await follower.rest()
  follower.is_at(7, 'e1')
  await follower.rest()
  expect(heard).toEqual([5, 6, 7])
  expect(pull).toHaveBeenCalledTimes(1)
  expect(kept.at(-1)).toEqual({ position: 7, epoch: 'e1' })
})

test('a long way behind is walked page by page', async () => {
  const pull = vi.fn(async (after: number) => page(notice(after + 1), notice(after + 2)))
  const follower = follow({ position: 0, epoch: 'e1' }, pull)
  follower.is_at(6)
  await follower.rest()
  expect(heard).toEqual([1, 2, 3, 4, 5, 6])
})

test('pokes during a pull start no second one', async () => {
  const pull = vi.fn(async (after: number) => page(notice(after + 1)))
  const follower = follow({ position: 0, epoch: 'e1' }, pull)
  for (const head of [1, 2, 3]) follower.is_at(head)
  await follower.rest()
  expect(heard).toEqual([1, 2, 3])
})

test('only the topics that were asked for are heard', async () => {
  const follower = follow({ position: 0, epoch: 'e1' }, async () =>
    page(notice(1, 'order:9'), notice(2, 'task:7')),
  )
  follower.is_at(2)
  await follower.rest()
  expect(heard).toEqual([2])
})

test('what did not concern this client is behind it without a pull', async () => {
  const pull = vi.fn(async () => null)
  const follower = follow({ position: 4, epoch: 'e1' }, pull)
  follower.is_at(4, 'e1', 90)
  await follower.rest()
  expect(kept).toEqual([{ position: 90, epoch: 'e1' }])
  expect(pull).not.toHaveBeenCalled()
})

test('too far behind, or another life of the database: the snapshots are loaded again', async () => {
  const follower = follow({ position: 3, epoch: 'e1' }, async () => ({
    reset: true,
    notices: [],
    position: 900,
    epoch: 'e1',
  }))
  follower.is_at(900, 'e1')
  await follower.rest()
  expect([resets, heard]).toEqual([1, []])
  follower.is_at(2, 'e2')
  expect(resets).toBe(2)
  expect(kept.at(-1)).toEqual({ position: 2, epoch: 'e2' })
})

test('a pull that fails is tried again with the next head', async () => {
  const answers = [null, page(notice(1))]
  const follower = follow({ position: 0, epoch: 'e1' }, async () => answers.shift() ?? null)
  follower.is_at(1)
  await follower.rest()
  expect(heard).toEqual([])
  follower.is_at(1)
  await follower.rest()
  expect(heard).toEqual([1])
})

test('who has unsubscribed hears nothing more', async () => {
  stop()
  const follower = follow({ position: 0, epoch: 'e1' }, async () => page(notice(1)))
  follower.is_at(1)
  await follower.rest()
  expect(heard).toEqual([])
})
