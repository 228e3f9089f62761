import { expect, test } from 'vitest'
import type { Job, TaskCard } from '../server_api'
import { code_of_label } from '../vocabulary'
import {
  can_be_short,
  columns_of,
  line_in_hand,
  next_line,
  progress_of,
  short_label,
  slots_of,
} from './cart_view'
import { pictures_of } from './pictures'
import { summary_of } from './summary'
import { offered } from './tasks'

const line = (change: object) => ({
  line: 1,
  slot: 0,
  place: 'L-A-01-01',
  product: 1,
  lot: null,
  wanted: 2,
  picked: 0,
  placed: 0,
  short: 0,
  short_reason: null,
  dropped: false,
  back: 0,
  ...change,
})

function job_at(step: string, facts: object = {}): Job {
  const product = (id: number, picture: string | null) => ({
    id,
    sku: `S-${id}`,
    name: `goods ${id}`,
    variant: 'M / Navy',
    kind: 'goods',
    jan: null,
    picture,
  })
  return {
    flow: 'pick_cart',
    step,
    revision: 0,
    facts: {
      totes: ['T-0001', null],
      at: 0,
      last: { did: null, at: 0, pieces: 0 },
      cancelled: [],
      shorts_answered: [],
      found: [],
      blocked: [],
      lines: [line({}), line({ line: 2, slot: 1, place: 'L-B-02-02', product: 2 })],
      ...facts,
    },
    products: { 1: product(1, '/p/1'), 2: product(2, '/p/1') },
    places: { 'L-A-01-01': { display: 'A-01-01', zone: 'A' } },
  } as unknown as Job
}

test('while the cart is loaded the first shelf is the next one, and the first empty slot is lit', () => {
  const job = job_at('load_totes')
  expect(line_in_hand(job)).toBeNull()
  expect(next_line(job)?.place).toBe('A-01-01')
  expect(slots_of(job)).toEqual([
    { slot: 0, tote: 'T-0001', is_current: false },
    { slot: 1, tote: null, is_current: true },
  ])
})

test('on the walk the line in hand is shown, its tote is lit and the next line is known', () => {
  const job = job_at('put_in_tote', { totes: ['T-0001', 'T-0002'] })
  expect(line_in_hand(job)).toMatchObject({ place: 'A-01-01', zone: 'A', tote: 'T-0001' })
  expect(slots_of(job).map(({ is_current }) => is_current)).toEqual([true, false])
  // A place the server named no display for is shown as people say it.
  expect(next_line(job)?.place).toBe('B-02-02')
  expect(next_line(job_at('take_item', { at: 1 }))).toBeNull()
})

test('progress counts the lines that are settled', () => {
  expect(progress_of(job_at('take_item', { at: 1 }))).toEqual({ done: 1, all: 2 })
  expect(progress_of(job_at('cart_done', { at: 1 }))).toEqual({ done: 2, all: 2 })
})

test('the summary adds up pieces placed and pieces short', () => {
  const lines = [line({ picked: 2, placed: 2 }), line({ line: 2, picked: 1, placed: 1, short: 1 })]
  expect(summary_of(job_at('cart_done', { lines, at: 1 }))).toMatchObject({
    lines: 2,
    picked_pieces: 3,
    short_pieces: 1,
    totes: ['T-0001'],
  })
})

test('pieces can be reported short at the shelf, not before and not at the tote', () => {
  const steps = ['take_cart', 'load_totes', 'find_place', 'take_item', 'put_in_tote', 'cart_done']
  expect(steps.filter((step) => can_be_short(job_at(step)))).toEqual(['find_place', 'take_item'])
  expect(code_of_label(short_label('unreadable'))).toBe('X-SHORT-UNREADABLE')
})

test('a picture is fetched once, however many lines show it', () => {
  expect(pictures_of(job_at('take_cart'))).toEqual(['/p/1'])
})

test.each([
  [1, 1],
  [3, 3],
  [4, 2],
  [6, 3],
  [8, 4],
])('%i slots stand in %i columns', (slots, columns) => {
  expect(columns_of(slots)).toBe(columns)
})

test('offered is the own interrupted job first, then what is urgent, then the earliest cut-off', () => {
  const card = (id: number, change: Partial<TaskCard> = {}) =>
    ({
      id,
      stage: 'open',
      due_at: '2026-11-23T06:00:00Z',
      place: null,
      product: null,
      reason: '',
      not_for: null,
      priority: 0,
      claimed_by_device: null,
      ...change,
    }) as TaskCard
  const cards = [
    card(1),
    card(2, { priority: 5 }),
    card(3, { due_at: '2026-11-23T05:00:00Z' }),
    card(4, { stage: 'claimed', claimed_by_device: 9 }),
    card(5, { stage: 'claimed', claimed_by_device: 7, due_at: '2026-11-23T09:00:00Z' }),
  ]
  expect(offered(cards, 7).map(({ id }) => id)).toEqual([5, 2, 3, 1])
})
