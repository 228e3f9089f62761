import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connected } from '../live'
import type { WaitingForCarrier } from '../server_api'
import { speak } from '../words'
import { by_cut_off, carriers } from './handovers'
import { HandoverScreen } from './index'

const yamato: WaitingForCarrier = {
  carrier: 'yamato',
  name: { ja: 'ヤマト運輸', en: 'Yamato' },
  cutoff_at: '2026-11-23T08:00:00Z',
  parcels: 34,
}
const sagawa = { ...yamato, carrier: 'sagawa', name: { ja: '佐川急便', en: 'Sagawa' }, parcels: 0 }

let waiting: WaitingForCarrier[]
let handed: string[]

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })

async function serve(input: RequestInfo | URL): Promise<Response> {
  const request = input as Request
  if (request.method === 'GET') return json({ carriers: waiting })
  const { carrier } = await request.json()
  const parcels = waiting.find((one) => one.carrier === carrier)?.parcels ?? 0
  if (parcels === 0) return json({ code: 'nothing_to_hand_over', message: '' }, 409)
  handed.push(carrier)
  waiting = waiting.map((one) => (one.carrier === carrier ? { ...one, parcels: 0 } : one))
  return json({ parcels, shipments: parcels })
}

beforeEach(() => {
  waiting = [sagawa, yamato]
  handed = []
  vi.stubGlobal('fetch', vi.fn(serve))
  speak('ja')
  connected.value = true
  carriers.value = null
})

afterEach(cleanup)

const confirm = async () => {
  fireEvent.click(await screen.findByText('引き渡す'))
  const sheet = screen.getByRole('dialog')
  fireEvent.click(within(sheet).getByText('34 個口を引き渡した'))
}

test('two taps give a carrier its parcels, and the screen says how many went', async () => {
  render(<HandoverScreen on_back={() => undefined} />)
  await confirm()
  expect(await screen.findByText(/ヤマト運輸 に 34 個口を引き渡しました/)).toBeTruthy()
  expect(handed).toEqual(['yamato'])
  expect(await screen.findAllByText('引渡し待ちはありません')).toHaveLength(2)
})

test('a carrier with nothing waiting has nothing to press', async () => {
  waiting = [sagawa]
  render(<HandoverScreen on_back={() => undefined} />)
  expect(await screen.findByText('引渡し待ちはありません')).toBeTruthy()
  expect(screen.queryByText('引き渡す')).toBeNull()
})

test('parcels that a colleague has handed over are not handed over twice', async () => {
  render(<HandoverScreen on_back={() => undefined} />)
  await screen.findByText('引き渡す')
  waiting = [{ ...yamato, parcels: 0 }]
  await confirm()
  expect(await screen.findByText(/引き渡す荷物はもうありません/)).toBeTruthy()
  expect(handed).toEqual([])
})

test('without a network nothing is recorded, and it is said', async () => {
  render(<HandoverScreen on_back={() => undefined} />)
  await screen.findByText('引き渡す')
  vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('no network')))
  await confirm()
  expect(await screen.findByText(/引渡しを記録できません/)).toBeTruthy()
})

test('who has parcels waiting stands first, of those the earliest cut-off', () => {
  const late = { ...yamato, carrier: 'post', cutoff_at: '2026-11-23T09:00:00Z' }
  expect(by_cut_off([sagawa, late, yamato]).map(({ carrier }) => carrier)).toEqual([
    'yamato',
    'post',
    'sagawa',
  ])
})
