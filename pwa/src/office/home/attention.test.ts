// @vitest-environment node
import { expect, test } from 'vitest'
import type { CarrierHandover, FloorNow, ImportCard } from '../answers'
import { attention_of, type Seen } from './attention'

const NOW = Date.parse('2026-11-24T05:00:00Z')
const name = { ja: 'ヤマト運輸', en: 'Yamato' }

const floor = (part: Partial<FloorNow>): FloorNow => ({
  position: 1,
  server_time: '2026-11-24T05:00:00Z',
  carriers: [],
  flow: [],
  people: [],
  exceptions: [],
  devices: [],
  throughput: [],
  ...part,
})

const seen = (part: Partial<Seen>): Seen => ({
  floor: floor({}),
  handovers: [],
  imports: [],
  now_ms: NOW,
  ...part,
})

const device = (part: Partial<FloorNow['devices'][number]>): FloorNow['devices'][number] => ({
  id: 1,
  name: 'ハンディ 01',
  kind: 'handheld',
  online: true,
  last_seen_at: null,
  unsent: 0,
  battery: 80,
  app_version: null,
  ...part,
})

test('a warehouse where all is well asks for nothing', () => {
  expect(attention_of(seen({}))).toEqual([])
  expect(attention_of(seen({ floor: null }))).toEqual([])
})

test('a carrier that will be missed comes first, with how late it will be', () => {
  const late: FloorNow['carriers'][number] = {
    code: 'yamato',
    name,
    cutoff_at: '2026-11-24T07:30:00Z',
    left_orders: 40,
    left_lines: 90,
    packed_orders: 1,
    shipped_orders: 2,
    eta: '2026-11-24T07:42:00Z',
    slack_minutes: -12,
    state: 'late',
  }
  const flow = [{ stage: 'waiting', orders: 3, oldest_minutes: 80 }]
  expect(attention_of(seen({ floor: floor({ carriers: [late], flow }) }))).toEqual([
    { what: 'carrier_late', carrier: name, minutes: 12 },
    { what: 'waiting_for_stock', orders: 3, oldest_minutes: 80 },
  ])
})

test('rejected rows are shown for a day, and only of files that are in', () => {
  const file = (part: Partial<ImportCard>): ImportCard => ({
    id: 41,
    name: 'orders.csv',
    shop: 'tane',
    profile: 'shopify',
    encoding: 'utf-8',
    state: 'done',
    failure: null,
    rows: 214,
    done_rows: 214,
    imported: 212,
    duplicate: 0,
    rejected: 2,
    orders_reserved: 200,
    orders_short: 3,
    uploaded_at: '2026-11-24T02:00:00Z',
    uploaded_by: null,
    finished_at: null,
    ...part,
  })
  const imports = [
    file({}),
    file({ id: 42, state: 'preview' }),
    file({ id: 43, rejected: 0 }),
    file({ id: 44, uploaded_at: '2026-11-22T02:00:00Z' }),
  ]
  expect(attention_of(seen({ imports }))).toEqual([
    { what: 'rows_rejected', import_id: 41, file: 'orders.csv', rows: 2 },
  ])
})

test('parcels are worth a look when their driver comes soon', () => {
  const waits = (cutoff_at: string, parcels: number): CarrierHandover => ({
    carrier: 'yamato',
    name,
    cutoff_at,
    parcels,
  })
  const soon = waits('2026-11-24T07:30:00Z', 18)
  const handovers = [soon, waits('2026-11-24T09:30:00Z', 9), waits('2026-11-24T06:00:00Z', 0)]
  expect(attention_of(seen({ handovers }))).toEqual([
    { what: 'parcels_wait', carrier: name, parcels: 18, cutoff_at: soon.cutoff_at },
  ])
})

test('a silent device is told once, with all that it has not handed in', () => {
  const devices = [
    device({ id: 5, name: 'ハンディ 05', online: false, unsent: 14, battery: 3 }),
    device({ id: 3, name: 'ハンディ 03', battery: 9 }),
    device({}),
  ]
  expect(attention_of(seen({ floor: floor({ devices }) }))).toEqual([
    { what: 'devices_cut', names: ['ハンディ 05'], unsent: 14 },
    { what: 'batteries_low', names: ['ハンディ 03'] },
  ])
})
