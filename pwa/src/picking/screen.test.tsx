import 'fake-indexeddb/auto'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { open_journal } from '../journal'
import type { Job } from '../server_api'
import { label_of } from '../vocabulary'
import { language } from '../words'
import { all_is_kept, job, on_scan, standstill, start_work, take_job, worker } from '../work'
import { Picking } from './index'

const JAN = '4901234567894'
let nth = 0

function a_job(): Job {
  const line = (id: number, place: string, slot: number) => ({
    line: id,
    slot,
    place,
    product: 1,
    lot: null,
    wanted: 2,
    picked: 0,
    placed: 0,
    short: 0,
    short_reason: null,
    dropped: false,
    back: 0,
  })
  return {
    task: { id: 11, number: 'W0001-1', lease: 1, due_at: '2099-01-01T00:00:00Z' },
    flow: 'pick_cart',
    step: 'find_place',
    revision: 9,
    facts: {
      ships_on: '2026-11-23',
      cart: 'C-01',
      totes: ['T-0001', 'T-0002'],
      totes_elsewhere: [],
      carts_elsewhere: [],
      unknown_labels: [],
      lines: [line(1, 'L-A-01-01', 0), line(2, 'L-A-02-09', 1)],
      at: 0,
      last: { did: null, at: 0, pieces: 0 },
      cancelled: [],
      shorts_answered: [],
      found: [],
      blocked: [],
    },
    codes: { '04901234567894': { product: 1, quantity: 1 } },
    products: {
      1: {
        id: 1,
        sku: 'TEE',
        name: 'Tシャツ',
        variant: 'M / 白',
        kind: 'goods',
        jan: JAN,
        picture: null,
      },
    },
    places: { 'L-A-01-01': { display: 'A-01-01', zone: 'A' } },
    slots: [],
    order: null,
    flyers: [],
  } as unknown as Job
}

async function scan(raw: string): Promise<void> {
  await act(async () => {
    on_scan({ raw, via: 'keys', at_ms: 0, took_ms: 0, longest_gap_ms: 0 })
    await all_is_kept()
  })
}

const see = (text: string | RegExp) => expect(screen.queryAllByText(text).length).toBeGreaterThan(0)

beforeEach(async () => {
  nth += 1
  language.value = 'ja'
  standstill.value = null
  vi.stubGlobal('fetch', async () => Response.json({ tasks: [], position: 0 }))
  const journal = await open_journal(`screen-${nth}`)
  await start_work({
    journal,
    wake_courier: () => undefined,
    cue: () => undefined,
  })
  worker.value = {
    person: { id: 3, name: '高橋', role: 'picker', language: 'ja' },
    session: '6c0f4f1c-0000-4000-8000-000000000001',
  }
  await take_job(a_job())
  render(<Picking header={null} />)
})

afterEach(cleanup)

test('a line is walked from the shelf to the tote, one instruction at a time', async () => {
  see('棚へ行ってスキャン')
  see('A-01-01')
  see('A-02-09')
  await scan(label_of('L-A-01-01'))
  see('取ってスキャン')
  await scan(JAN)
  see('1')
  await scan(JAN)
  see('トートに入れてスキャン')
  see('2点を入れる')
  await scan(label_of('T-0001'))
  see('棚へ行ってスキャン')
  see('これが最後の行です')
})

test('a refusal stays, with what was read, what is right and the row, until the right scan', async () => {
  await scan(label_of('L-B-09-09'))
  see('棚が違います')
  see('棚 B-09-09')
  see('PC-22')
  expect(screen.getByRole('status').className).toContain('verdict-ng')
  await scan('x'.repeat(500))
  see(/棚をスキャンしてください|先に棚をスキャン/)
  await scan(label_of('L-A-01-01'))
  expect(screen.queryByText('棚が違います')).toBeNull()
})

test('short in two taps is the same record as scanning the command', async () => {
  fireEvent.click(screen.getByRole('button', { name: '欠品' }))
  const damaged = await screen.findByRole('button', { name: '破損している' })
  await act(async () => {
    fireEvent.click(damaged)
    await all_is_kept()
  })
  expect(job.value?.facts['at']).toBe(1)
  see('欠品（破損）')
  see('A-02-09')
})

test('a done walk says what it came to and goes on to the next task', async () => {
  await scan(label_of('X-SHORT-NONE'))
  await scan(label_of('L-A-02-09'))
  await scan(JAN)
  await scan(JAN)
  await scan(label_of('T-0002'))
  await screen.findByText('ピッキング完了')
  see('取った数')
  await act(async () => {
    fireEvent.click(screen.getByRole('button', { name: '次の作業へ' }))
    await all_is_kept()
  })
  await vi.waitFor(() => see('次の作業を待っています'))
})
