import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import { open_journal } from '../journal'
import type { Job } from '../server_api'
import { job } from '../work'
import { mark_read, start_messages } from './inbox'
import { unread } from './unread'

/** A cart of two orders at its nth line; a rule tells something of the second. */
function cart_at(at: number, step = 'find_place'): Job {
  return {
    task: { id: 11 },
    flow: 'pick_cart',
    step,
    facts: { at, lines: [{ slot: 0 }, { slot: 1 }, { slot: 1 }] },
    slots: [
      { slot: 0, shipment: 'S0000000001', order: '1001', message: '' },
      { slot: 1, shipment: 'S0000000002', order: '1002', message: '箱のまま取る' },
    ],
  } as unknown as Job
}

test('what a rule tells of an order comes up with its first line, once for each walk', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ messages: [] }))
  await start_messages(await open_journal('of orders'))
  const told = () => unread.value.map(({ order, text }) => [order, text])
  job.value = cart_at(0)
  expect(told()).toEqual([])
  job.value = cart_at(1)
  expect(told()).toEqual([['1002', '箱のまま取る']])
  mark_read(unread.value[0]?.id ?? 0)
  job.value = cart_at(1, 'take_item')
  job.value = cart_at(2)
  expect(told()).toEqual([])
})
