import 'fake-indexeddb/auto'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Courier, start_courier } from '../courier'
import { type Journal, open_journal } from '../journal'
import { connected, open_line } from '../live'
import type { DeviceEvent, Job, ServerVerdict, TaskCard } from '../server_api'
import { label_of } from '../vocabulary'
import { speak } from '../words'
import {
  all_is_kept,
  job,
  lay_job_down,
  on_scan,
  open_answers,
  recount,
  start_work,
  worker,
} from '../work'
import { BOTTLE, CREAM, facts_with, JAN, pack_job, SHIRT_L, SHIRT_M, SLIP } from './example_parcel'
import type { PackFacts } from './facts'
import { Packing } from './index'
import { opening } from './opening'

/** A server of two totes; what it says to scans can be changed. */
let totes: Record<string, Job>
let handed_in: DeviceEvent[]
let is_reachable: boolean
let judge_scan: (event: DeviceEvent) => Partial<ServerVerdict>
let journal: Journal
let courier: Courier
let nth = 0

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  })

async function serve(input: RequestInfo | URL): Promise<Response> {
  const request = input as Request
  if (!is_reachable) throw new TypeError('no network')
  const { pathname } = new URL(request.url)
  if (pathname.endsWith('/tasks')) return json({ tasks: cards(), position: 1 })
  if (pathname.endsWith('/tasks/claim')) return claim((await request.json()).tote)
  if (pathname.endsWith('/scans')) return take_in((await request.json()).events)
  return json({ code: 'not_found', message: '' }, 404)
}

const cards = (): TaskCard[] =>
  Object.values(totes).map(({ task }) => ({ ...task, stage: 'open', claimed_by: null }))

function claim(tote: string): Response {
  const found = totes[tote]
  if (found !== undefined) return json(found)
  if (tote === 'T-0021') {
    const detail = { by: '佐藤', at: '2026-11-23T05:02:00Z' }
    return json({ code: 'task_taken', message: '', detail }, 409)
  }
  return json({ code: 'tote_empty', message: '', detail: {} }, 404)
}

function take_in(events: DeviceEvent[]): Response {
  handed_in.push(...events)
  const verdicts = events.map((event) => ({
    event_id: event.event_id,
    verdict: event.verdict,
    row: event.row,
    because: null,
    step: null,
    revision: null,
    replayed: false,
    agrees: true,
    job: null,
    receipt: 'signed',
    ...judge_scan(event),
  }))
  const server_time = new Date().toISOString()
  return json({ verdicts, high_water: events.length, server_time, epoch: 'e', position: 1 })
}

async function scan(raw: string): Promise<void> {
  await act(async () => {
    on_scan({ raw, via: 'keys', at_ms: 0, took_ms: 90, longest_gap_ms: 8 })
    await all_is_kept()
  })
}

const jan = (product: number) => JAN[product] as string
const facts = () => job.value?.facts as unknown as PackFacts

async function open_tote(code = 'T-0012'): Promise<void> {
  await scan(label_of(code))
  await screen.findByText(/受注/)
}

beforeEach(async () => {
  nth += 1
  totes = { 'T-0012': pack_job(), 'T-0015': pack_job({ tote: 'T-0015' }) }
  handed_in = []
  is_reachable = true
  judge_scan = () => ({})
  vi.stubGlobal('fetch', vi.fn(serve))
  speak('ja')
  connected.value = true
  opening.value = { state: 'ready' }
  journal = await open_journal(`packing-${nth}`)
  courier = start_courier({
    journal,
    app_version: '0.1.0',
    on_verdicts: async (verdicts) => {
      const { take_verdicts } = await open_answers()
      await take_verdicts(verdicts, async () => null)
    },
    on_unknown: () => undefined,
    on_state: () => undefined,
    on_change: () => void recount(),
  })
  await start_work({
    journal,
    wake_courier: courier.wake,
    cue: () => undefined,
  })
  worker.value = {
    person: { id: 3, name: '田中', role: 'packer', language: 'ja' },
    session: '6c0f4f1c-0000-4000-8000-000000000001',
  }
  render(<Packing on_menu={() => undefined} />)
  await screen.findByText('T-0012')
})

afterEach(async () => {
  cleanup()
  courier.stop()
  await courier.rest()
  await lay_job_down()
  journal.close()
})

describe('the empty bench', () => {
  test('lists the totes that wait and opens the one that is scanned', async () => {
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe(
      'トートをスキャンしてください',
    )
    await open_tote()
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('商品をスキャン')
    expect(screen.getByText('初回購入のお客様')).toBeTruthy()
    expect(screen.getByText('割れ物注意')).toBeTruthy()
  })

  test('says who packs a tote already, and since when', async () => {
    await scan(label_of('T-0021'))
    expect(await screen.findByText('T-0021 は 佐藤 さんが 14:02 から梱包しています')).toBeTruthy()
    expect(job.value).toBeNull()
  })

  test('refuses an empty tote, a product, and nonsense; then the right tote opens', async () => {
    await scan(label_of('T-0099'))
    expect(await screen.findByText('T-0099 に梱包する注文はありません')).toBeTruthy()
    await scan(jan(SHIRT_M))
    expect(screen.getByText('トートのラベルを読んでください')).toBeTruthy()
    await scan('')
    expect(screen.getByText('（空の読取）')).toBeTruthy()
    await open_tote()
  })

  test('shows a tote by itself the moment its pick is finished', async () => {
    expect(screen.queryByText('T-0033')).toBeNull()
    totes['T-0033'] = pack_job({ tote: 'T-0033' })
    const opened = { topic: 'task:33', kind: 'task_opened', revision: 1, body: {} }
    const { make_follower } = await open_line()
    const follower = make_follower({
      begin: { position: 1, epoch: 'e' },
      keep: () => undefined,
      pull: async () => ({
        notices: [{ position: 2, at: '2026-11-23T05:00:00Z', ...opened }],
        position: 2,
        epoch: 'e',
      }),
    })
    follower.is_at(2, 'e')
    expect(await screen.findByText('T-0033')).toBeTruthy()
  })

  test('says of when its list is while there is no connection', async () => {
    connected.value = false
    expect(await screen.findByText(/時点の一覧です/)).toBeTruthy()
  })

  test('without a network opens nothing and says why', async () => {
    is_reachable = false
    await scan(label_of('T-0012'))
    expect(await screen.findByText('通信が切れているため、次のトートを始められません')).toBeTruthy()
  })
})

describe('a parcel on the bench', () => {
  test('shows what was read and what is right, keeps the row, and changes nothing', async () => {
    await open_tote()
    await scan(jan(BOTTLE))
    const band = screen.getByRole('status')
    expect(within(band).getByText('この注文の商品ではありません')).toBeTruthy()
    expect(within(band).getByText('ボトル')).toBeTruthy()
    expect(within(band).getByText('残り 3 種 4 点')).toBeTruthy()
    expect(within(band).getByText('PO-03')).toBeTruthy()
    expect(facts()).toEqual(facts_with([], []))
  })

  test('keeps a refusal until the right scan', async () => {
    await open_tote()
    await scan(jan(BOTTLE))
    await scan(label_of('F-0003'))
    expect(screen.getByText('この荷物の同梱物ではありません')).toBeTruthy()
    await scan(jan(SHIRT_M))
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('商品をスキャン')
    expect(screen.getByText('無地Tシャツ ネイビー M 1/2')).toBeTruthy()
    const last = document.querySelector('[data-line="1"]')
    expect(last?.getAttribute('aria-current')).toBe('true')
  })

  test('comes back after a reload at exactly this step', async () => {
    await open_tote()
    await scan(jan(SHIRT_L))
    cleanup()
    await start_work({
      journal,
      wake_courier: courier.wake,
      cue: () => undefined,
    })
    render(<Packing on_menu={() => undefined} />)
    const kept = facts_with([0, 1], [])
    const items = kept.items.map((item) => ({ ...item, last: item.packed }))
    expect(facts()).toEqual({ ...kept, items })
    expect(screen.getByText('残り 商品 3 点・同梱物 2 枚')).toBeTruthy()
  })

  test('takes no scan before its instructions are confirmed, and tells the server so', async () => {
    const told = pack_job()
    if (told.order !== null) told.order.instructions = [{ kind: 'noshi', text: '御祝' }]
    told.facts = { ...told.facts, unconfirmed: true }
    totes['T-0012'] = told
    await open_tote()
    await scan(jan(SHIRT_M))
    expect(facts()).toEqual({ ...facts_with([], []), unconfirmed: true })
    await act(async () => {
      fireEvent.click(screen.getByText('確認しました'))
      await all_is_kept()
    })
    await scan(jan(SHIRT_M))
    await waitFor(() => expect(handed_in).toHaveLength(2))
    expect(handed_in.map(({ row }) => row)).toEqual(['PO-62', 'PO-10'])
    expect(screen.queryByText('確認しました')).toBeNull()
    expect(screen.getByText('御祝')).toBeTruthy()
  })

  test('is put aside in two taps, and the reason goes to the server', async () => {
    await open_tote()
    fireEvent.click(screen.getByText('後回しにする'))
    await act(async () => {
      fireEvent.click(screen.getByText('商品が破損'))
      await all_is_kept()
    })
    expect(screen.getByText('責任者に引き継ぎました')).toBeTruthy()
    await waitFor(() => expect(handed_in).toHaveLength(1))
    expect(handed_in[0]).toMatchObject({
      raw: label_of('X-ASIDE'),
      via: 'touch',
      row: 'PO-12',
      payload: { reason: 'item_damaged' },
    })
  })
})

describe('closing', () => {
  const complete = [jan(SHIRT_M), jan(SHIRT_M), jan(SHIRT_L), jan(CREAM), 'F-0001', 'F-0002']

  async function pack_all(): Promise<void> {
    await open_tote()
    for (const code of complete) await scan(code.startsWith('F-') ? label_of(code) : code)
  }

  test('asks for the slip only when everything is in, closes with it, and opens the next tote at once', async () => {
    await open_tote()
    await scan(SLIP)
    expect(screen.getByText('まだ中身がそろっていません')).toBeTruthy()
    for (const code of complete) await scan(code.startsWith('F-') ? label_of(code) : code)
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('送り状番号をスキャン')
    await scan(SLIP)
    expect(screen.getByText('梱包完了')).toBeTruthy()
    expect(screen.getByText('ヤマト運輸 の出荷場所へ置いてください')).toBeTruthy()
    await scan(SLIP)
    expect(screen.getByText('梱包完了')).toBeTruthy()
    await scan(label_of('T-0015'))
    await waitFor(() => expect(job.value?.task.tote).toBe('T-0015'))
    expect(handed_in.map(({ row }) => row).at(-1)).toBe('PO-23')
  })

  test('comes back to the bench when the server knows that the slip is used', async () => {
    await pack_all()
    judge_scan = (event) => {
      if (event.row !== 'PO-23') return {}
      const { revision } = event
      const known = { slips_elsewhere: [SLIP] }
      const before = { ...facts_with([2, 1, 1], [1, 1]), ...known } as unknown as Job['facts']
      return {
        verdict: 'refuse',
        row: 'PO-21',
        because: 'slip_already_used',
        agrees: false,
        job: {
          step: 'scan_slip',
          facts: before,
          revision,
          lease: 1,
          codes: {},
          products: {},
          places: {},
        },
      }
    }
    await scan(SLIP)
    await scan(label_of('T-0015'))
    expect(await screen.findByText('この送り状番号は使用済みです')).toBeTruthy()
    expect(screen.getByText(/は使えません/)).toBeTruthy()
    expect(job.value?.task.tote).toBe('T-0012')
    expect(job.value?.step).toBe('scan_slip')
  })
})

test('the handover is one tap from the empty bench, and a tote leads back', async () => {
  fireEvent.click(screen.getByText('引渡し'))
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('引渡し')
  await open_tote()
})
