import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { office_person } from '../desk'
import { speak } from '../words'
import { Office } from './index'

const NOW = '2026-11-24T05:18:00.000Z'
const yamato = { ja: 'ヤマト運輸', en: 'Yamato' }

const order = {
  id: 7,
  external: '#T4027',
  shop: 'tane',
  shop_name: 'たねいろ珈琲',
  stage: 'waiting',
  stage_since: NOW,
  ordered_at: NOW,
  ship_by: '2026-11-24T07:30:00.000Z',
  carrier: 'yamato',
  lines: 1,
  pieces: 4,
  reserved_pieces: 3,
  customer: '中村 陽菜',
  shipment: null,
  hold_reason: null,
  is_gift: true,
  tags: [],
  is_urgent: false,
  purchase_number: 1,
  revision: 1,
}

const preview = {
  id: 45,
  state: 'preview',
  profile: 'shopify',
  encoding: 'utf-8',
  shop: 'tane',
  rows: 512,
  orders_new: 0,
  orders_duplicate: 304,
  rows_duplicate: 512,
  rows_rejected: 0,
  sample: [],
  problems: [],
  reasons: {},
  warnings: [],
}

/** What the server answers, by address; the newest question of each kind is kept. */
const ANSWERS: Record<string, unknown> = {
  'GET /shops': { shops: [{ code: 'tane', name: 'たねいろ珈琲', carrier: 'yamato' }] },
  'GET /carriers': { carriers: [{ code: 'yamato', name: yamato, cutoff_at: NOW }] },
  'GET /orders': { orders: [order], total: 1, counts: { waiting: 1 } },
  'GET /orders/7': {
    ...order,
    note: '',
    service: '',
    delivery_date: null,
    delivery_slot: null,
    total_yen: 0,
    imported_at: NOW,
    consignee: null,
    line_items: [],
    parcel: null,
    flyers: [],
    letter_prints: [],
    flyers_left_out: [],
  },
  'GET /orders/7/history': {
    entries: [
      {
        at: NOW,
        kind: 'scan',
        person: '佐藤 直子',
        device: 'ハンディ 01',
        raw: '4901234567894',
        row: 'PC-33',
        table: 'pick_cart',
        table_revision: 1,
        verdict: 'refuse',
        because: 'other_item',
        text_params: {},
      },
    ],
  },
  'GET /imports': { imports: [] },
  'POST /imports': preview,
  'GET /notices': { owners: [], notices: [] },
  'GET /stock': {
    rows: [],
    next: null,
    total: 0,
    on_hand_pieces: 0,
    held_pieces: 0,
    free_pieces: 0,
    buckets: [],
    as_of: NOW,
    owners: [],
  },
  'GET /waves': { waves: [] },
  'POST /waves/preview': { orders: 16, lines: 23, pieces: 37, carts: 2, without_stock: 1 },
  'GET /people': { people: [] },
  'GET /devices': { devices: [] },
  'GET /handovers': {
    carriers: [{ carrier: 'yamato', name: yamato, cutoff_at: NOW, parcels: 18 }],
  },
  'GET /board': {
    position: 1,
    server_time: NOW,
    carriers: [],
    flow: [{ stage: 'waiting', orders: 1, oldest_minutes: 80 }],
    people: [],
    exceptions: [],
    devices: [],
    throughput: [],
  },
}

let asked: string[]

async function answer(input: Request | string, init?: RequestInit): Promise<Response> {
  const request =
    input instanceof Request ? input : { url: `http://x${input}`, method: init?.method }
  const { pathname } = new URL(request.url)
  const question = `${request.method ?? 'GET'} ${pathname.replace('/api/v1', '')}`
  asked.push(question)
  const known = ANSWERS[question]
  return Response.json(known ?? { code: 'not_found' }, { status: known === undefined ? 404 : 200 })
}

function open_office(path: string) {
  history.replaceState(null, '', path)
  return render(<Office />)
}

beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', answer)
  office_person.value = { id: 8, name: '藤原 学', role: 'administrator', language: 'ja' }
  speak('ja')
})

afterEach(cleanup)

test('an order shows its stock, its countdown and its shop', async () => {
  open_office('/office/orders')
  expect(await screen.findByText('#T4027')).toBeTruthy()
  expect(screen.getByText('3/4')).toBeTruthy()
  expect(screen.getByText('一部')).toBeTruthy()
  expect(screen.getAllByText('たねいろ珈琲').length).toBeGreaterThan(0)
})

test('the history says who, with which device, what was read and which row refused it', async () => {
  open_office('/office/orders/7/history')
  expect(await screen.findByText('PC-33')).toBeTruthy()
  expect(screen.getByText('pick_cart v1')).toBeTruthy()
  expect(screen.getByText('佐藤 直子 · ハンディ 01')).toBeTruthy()
  expect(screen.getByText('4901234567894')).toBeTruthy()
  expect(screen.getByText('別の商品でした。')).toBeTruthy()
})

test('the same file twice is told plainly and cannot be confirmed', async () => {
  open_office('/office/imports')
  const chooser = (await screen.findAllByLabelText('ファイルを選ぶ')).find(
    (one) => one instanceof HTMLInputElement,
  )
  if (chooser === undefined) throw new Error('there is a way to choose a file')
  fireEvent.change(chooser, { target: { files: [new File(['a'], 'orders.csv')] } })
  expect(
    await screen.findByText('この 512 行はすべて取込済みです。変更はありません。'),
  ).toBeTruthy()
  expect(screen.queryByText(/件を取込む/)).toBeNull()
})

test('a release tells beforehand what goes to the floor and what stays', async () => {
  open_office('/office/waves')
  expect(await screen.findByText('受注 16 件・カート 2 台で指示する')).toBeTruthy()
  expect(screen.getByText('在庫待ちの 1 件は指示されません')).toBeTruthy()
})

test.each([
  ['/office', 'いまの状況'],
  ['/office/imports', '受注の取込'],
  ['/office/arrivals', '入荷予定'],
  ['/office/kits', 'セット商品'],
  ['/office/stock', '在庫'],
  ['/office/connections', '接続'],
  ['/office/handovers', '引渡し'],
  ['/office/people', '担当者'],
  ['/office/devices', '端末'],
  ['/office/labels', 'ラベル'],
  ['/office/nowhere', '見つかりません。'],
])('%s is called %s and shows no bare key of a word', async (path, title) => {
  const { container } = open_office(path)
  const heading = await screen.findByRole('heading', { level: 1 })
  expect(heading.textContent).toBe(title)
  await vi.waitFor(() => expect(container.querySelector('.spinner')).toBeNull())
  expect(container.textContent?.match(/\b[a-z_]+\.[a-z_]+(\.[a-z_]+)*\b/g) ?? []).toEqual([])
})
