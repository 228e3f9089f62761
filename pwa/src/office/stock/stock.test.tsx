import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { office_person } from '../../desk'
import { speak } from '../../words'
import { Office } from '../index'

const NOW = '2026-11-24T05:18:00.000Z'

const miso = {
  product_id: 3,
  sku: 'MISO-500',
  name: '米みそ',
  variant: '500g',
  owner: 'YS',
  owner_name: '有限会社山さと',
  place_id: 9,
  place: 'A-03-01',
  place_kind: 'shelf',
  zone: '南ゾーン',
  lot: 'L7',
  expires_on: '2026-11-23',
  days_left: -1,
  products: null,
  places: 2,
  lots: 1,
  on_hand_pieces: 1200,
  held_pieces: 3 as number | null,
  free_pieces: 0 as number | null,
  last_in_at: '2026-05-02T05:18:00.000Z',
  last_out_at: null,
  days: 206,
}

const moved = {
  id: 51,
  at: NOW,
  product_id: 3,
  sku: 'MISO-500',
  name: '米みそ',
  lot: 'L7',
  quantity_pieces: 12,
  source: 'SUPPLIER',
  target: 'A-03-01',
  direction: 'in',
  cause: 'received',
  row: 'RC-20',
  person: '佐藤 直子',
  device: 'ハンディ 01',
  task: 'R-0007',
  task_kind: 'receive',
  order_id: null,
  order: null,
}

const BUCKETS = [
  [0, 30],
  [31, 60],
  [61, 90],
  [91, 180],
  [181, null],
].map(([from_days, to_days], nth) => ({ from_days, to_days, rows: nth, pieces: nth * 10 }))

let asked: URL[]
let rows: (typeof miso)[]
let blocks: unknown[]

function body_of({ pathname, searchParams }: URL): unknown {
  if (pathname.endsWith('/stock/blocks')) return { blocks }
  if (pathname.endsWith('/stock/movements')) return { rows: [moved], next: null }
  if (!pathname.endsWith('/stock')) return { shops: [], carriers: [] }
  const then = searchParams.has('at')
  return {
    rows: rows.map((row) => (then ? { ...row, held_pieces: null, free_pieces: null } : row)),
    next: rows.length === 0 ? null : 'WyJhIl0',
    total: rows.length * 250,
    on_hand_pieces: 1200,
    held_pieces: then ? null : 3,
    free_pieces: then ? null : 0,
    buckets: searchParams.get('view') === 'ageing' ? BUCKETS : [],
    as_of: NOW,
    owners: [{ code: 'YS', name: '有限会社山さと' }],
  }
}

function open_stock(query = '') {
  history.replaceState(null, '', `/office/stock${query}`)
  return render(<Office />)
}

const last_asked = () =>
  asked.filter(({ pathname }) => pathname.includes('/stock')).at(-1)?.searchParams

beforeEach(() => {
  asked = []
  rows = [miso]
  blocks = []
  vi.stubGlobal('fetch', (input: Request) => {
    const url = new URL(input.url)
    asked.push(url)
    return Promise.resolve(Response.json(body_of(url)))
  })
  office_person.value = { id: 8, name: '藤原 学', role: 'administrator', language: 'ja' }
  speak('ja')
})

afterEach(cleanup)

test('a list says its sums and leads to its next page, its file and the history of a row', async () => {
  open_stock('?q=miso&owner=YS')
  expect(await screen.findByText('MISO-500')).toBeTruthy()
  expect(last_asked()?.get('q')).toBe('miso')
  expect(screen.getByText(/全 250 行・在庫 1,200 点/)).toBeTruthy()
  expect(screen.getByText(/引当 3 点・空き 0 点/)).toBeTruthy()
  const next = screen.getByRole('link', { name: '次のページ' })
  expect(next.getAttribute('href')).toContain('after=WyJhIl0')
  expect(next.getAttribute('href')).toContain('q=miso')
  expect(screen.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe(
    '/api/v1/stock.csv?view=product&q=miso&owner=YS',
  )
  const row = within(screen.getByRole('table'))
  expect(row.getByRole('link', { name: '履歴' }).getAttribute('href')).toContain('product=3')
  expect(row.getByRole('link', { name: '2' }).getAttribute('href')).toContain('view=place')
})

test('a past moment is said to be one, in the time of the warehouse, and nothing is held there', async () => {
  open_stock('?at=2026-11-20T18:00')
  expect(await screen.findByText(/2026\/11\/20 18:00 時点の在庫です/)).toBeTruthy()
  expect(last_asked()?.get('at')).toBe('2026-11-20T18:00:00+09:00')
  expect((await screen.findAllByText('—')).length).toBe(2)
  expect(screen.queryByText(/引当 3 点/)).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '現在に戻す' }))
  await vi.waitFor(() => expect(last_asked()?.has('at')).toBe(false))
})

test('a moment that is no moment is not asked for', async () => {
  open_stock('?at=yesterday')
  await screen.findByText('MISO-500')
  expect(last_asked()?.has('at')).toBe(false)
})

test('an age is chosen, and chosen again shows all', async () => {
  open_stock('?view=ageing')
  const oldest = await screen.findByRole('button', { name: /181 日以上/ })
  expect(oldest.textContent).toContain('40%')
  fireEvent.click(oldest)
  await vi.waitFor(() => expect(last_asked()?.get('bucket')).toBe('4'))
  fireEvent.click(screen.getByRole('button', { name: /181 日以上/ }))
  await vi.waitFor(() => expect(last_asked()?.has('bucket')).toBe(false))
})

test('what has expired is said in words beside its day', async () => {
  open_stock('?view=expiring')
  expect(await screen.findByText('1 日超過')).toBeTruthy()
  expect(screen.getByText(/2026\/11\/23/)).toBeTruthy()
})

test('a movement says whence, whither, in which job and by whom', async () => {
  open_stock('?view=movements&place=9&name=A-03-01')
  expect(await screen.findByText('場所 A-03-01')).toBeTruthy()
  for (const words of ['2026/11/24 14:18', '仕入先', '+12', '佐藤 直子', 'ハンディ 01', 'R-0007']) {
    expect(await screen.findByText(words)).toBeTruthy()
  }
  expect(last_asked()?.get('place')).toBe('9')
})

test.each([
  ['', '在庫はまだありません'],
  ['?q=x', '条件に合う在庫はありません'],
  ['?at=2020-01-01T00:00', 'この時点に在庫はありませんでした'],
  ['?view=resting', '長く動いていない在庫はありません'],
  ['?view=expiring', '期限の近い在庫はありません'],
  ['?view=lot', 'ロットのある在庫はありません'],
])('with %s and nothing to list it says: %s', async (query, words) => {
  rows = []
  open_stock(query)
  expect(await screen.findByText(words)).toBeTruthy()
})

test('a lot is kept back with a reason, and what is kept back can be let go', async () => {
  const view = open_stock('?view=lot')
  fireEvent.click(await screen.findByRole('button', { name: '保留にする' }))
  const hidden = true
  const sheet = within(screen.getByRole('dialog', { hidden }))
  expect(sheet.getByText('ロット L7 を保留にする')).toBeTruthy()
  const block = sheet.getByRole('button', { name: '保留にする', hidden })
  expect((block as HTMLButtonElement).disabled).toBe(true)
  fireEvent.click(sheet.getByRole('radio', { name: '回収', hidden }))
  fireEvent.click(block)
  await vi.waitFor(() => expect(screen.queryByRole('dialog', { hidden })).toBeNull())
  view.unmount()
  blocks = [{ id: 4, product: 3, lot: 'L7', reason: 'recall', note: '', by: '藤原 学' }]
  open_stock('?view=lot')
  expect(await screen.findByText('回収')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: '解除' }))
  await vi.waitFor(() =>
    expect(asked.some(({ pathname }) => pathname.endsWith('/stock/blocks/4/free'))).toBe(true),
  )
})
