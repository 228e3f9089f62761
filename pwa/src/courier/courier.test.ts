import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Deed, type Journal, open_journal } from '../journal'
import type { Answer, ScansAnswer, ScansReport, ServerVerdict } from '../server_api'
import { type Courier, type CourierOptions, pause_ms, start_courier } from './index'

let journal: Journal
let courier: Courier | null = null
let nth = 0

const DEED: Omit<Deed, 'raw'> = {
  session: '6c0f4f1c-0000-4000-8000-000000000001',
  actor: 3,
  device_time: '2026-11-23T05:00:00.000Z',
  task: 11,
  lease: 1,
  revision: 0,
  kind: 'scan',
  via: 'keys',
  table_revision: 1,
  row: 'PC-04',
  verdict: 'accept',
  payload: {},
}

async function scan(...texts: string[]): Promise<void> {
  for (const raw of texts) await journal.append({ ...DEED, raw }, null)
}

function verdict_on(event_id: string, change: Partial<ServerVerdict> = {}): ServerVerdict {
  return {
    event_id,
    verdict: 'accept',
    row: 'PC-04',
    because: null,
    step: 'load_totes',
    revision: 1,
    replayed: false,
    agrees: true,
    job: null,
    receipt: 'signed',
    ...change,
  }
}

function answer_of(verdicts: ServerVerdict[]): Answer<ScansAnswer> {
  const server_time = '2026-11-23T05:00:00Z'
  return { ok: true, data: { verdicts, high_water: 0, server_time, epoch: 'e1', position: 1 } }
}

const agree = (report: ScansReport) =>
  answer_of(report.events.map(({ event_id }) => verdict_on(event_id)))

const failure = (status: number, code: string): Answer<ScansAnswer> => ({
  ok: false,
  status,
  code,
  detail: {},
})

type Send = NonNullable<CourierOptions['send']>

/** A courier whose server answers by the list, the last answer again and again. */
function send_out(answers: ((report: ScansReport) => Answer<ScansAnswer>)[]) {
  const reports: ScansReport[] = []
  const options = {
    on_verdicts: vi.fn(async () => undefined),
    on_unknown: vi.fn(),
    on_state: vi.fn(),
    on_change: vi.fn(),
  }
  const send: Send = async (report) => {
    const next = answers[Math.min(reports.length, answers.length - 1)]
    reports.push(structuredClone(report))
    return next === undefined ? failure(0, 'offline') : next(report)
  }
  courier = start_courier({ journal, app_version: '0.1.0', send, ...options })
  return { reports, ...options }
}

const raws = (report: ScansReport | undefined) => report?.events.map(({ raw }) => raw)

beforeEach(async () => {
  nth += 1
  journal = await open_journal(`courier-${nth}`)
})

afterEach(() => {
  courier?.stop()
  courier = null
})

test('what is in the journal is handed in, oldest first', async () => {
  await scan('a', 'b', 'c')
  const { reports, on_state } = send_out([agree])
  await courier?.rest()
  expect(reports.map(raws)).toEqual([['a', 'b', 'c']])
  expect(reports[0]?.unsent).toBe(3)
  expect(await journal.counts()).toEqual({ stored: 0, sent: 3, trouble: 0 })
  expect(on_state).toHaveBeenLastCalledWith('idle')
})

test('a long journal goes in batches of fifty, in order', async () => {
  await scan(...Array.from({ length: 120 }, (_, at) => `scan ${at}`))
  const { reports } = send_out([agree])
  await courier?.rest()
  expect(reports.map((report) => report.events.length)).toEqual([50, 50, 20])
  expect(reports.flatMap(({ events }) => events.map(({ seq }) => seq))).toEqual(
    Array.from({ length: 120 }, (_, at) => at),
  )
})

test.each([
  ['nobody answers', failure(0, 'offline')],
  ['the server fails', failure(500, 'server_fault')],
  ['a hotspot answers garbage', failure(0, 'server_fault')],
  ['the body is none of ours', { ok: true, data: '<html>' } as unknown as Answer<ScansAnswer>],
  ['the verdicts are none', answer_of([{ event_id: 7 } as unknown as ServerVerdict])],
  ['the verdicts name other events', answer_of([verdict_on('somebody else')])],
  ['the envelope is refused', failure(422, 'validation_failed')],
  ['the app is too old', failure(426, 'too_old')],
])('%s: nothing is dropped, and the same ids go again', async (_name, bad) => {
  await scan('a', 'b')
  const { reports, on_state, on_verdicts } = send_out([() => bad, agree])
  await courier?.rest()
  expect(await journal.counts()).toMatchObject({ stored: 2 })
  expect(on_state).toHaveBeenLastCalledWith('waiting')
  expect(on_verdicts).not.toHaveBeenCalled()
  courier?.wake()
  await courier?.rest()
  expect(reports[1]?.events).toEqual(reports[0]?.events)
  expect(await journal.counts()).toMatchObject({ stored: 0, sent: 2 })
})

test('a device or login the server does not know keeps everything and says so', async () => {
  await scan('a')
  const { on_unknown, on_state } = send_out([() => failure(401, 'device_unknown')])
  await courier?.rest()
  expect(on_unknown).toHaveBeenCalledWith('device_unknown')
  expect(on_state).toHaveBeenLastCalledWith('stopped')
  expect(await journal.counts()).toMatchObject({ stored: 1 })
})

test('an answer lost on the way is asked for again, and the replayed verdict is as good', async () => {
  await scan('a')
  const replay = (report: ScansReport) =>
    answer_of(report.events.map(({ event_id }) => verdict_on(event_id, { replayed: true })))
  const { reports } = send_out([() => failure(0, 'offline'), replay])
  await courier?.rest()
  courier?.wake()
  await courier?.rest()
  expect(reports).toHaveLength(2)
  expect(await journal.counts()).toMatchObject({ stored: 0, sent: 1 })
})

test('verdicts in another order, or only some of them, each reach their own event', async () => {
  await scan('a', 'b', 'c')
  const backwards_but_one = (report: ScansReport) =>
    answer_of(
      [...report.events]
        .reverse()
        .filter(({ raw }) => raw !== 'b')
        .map(({ event_id }) => verdict_on(event_id)),
    )
  const { reports } = send_out([backwards_but_one, agree])
  await courier?.rest()
  expect(reports.map(raws)).toEqual([['a', 'b', 'c'], ['b']])
  expect(await journal.counts()).toEqual({ stored: 0, sent: 3, trouble: 0 })
})

test('a poisoned event gets its own refusal and does not hold up the others', async () => {
  await scan('a', 'poison', 'c')
  const { on_verdicts } = send_out([
    (report) =>
      answer_of(
        report.events.map(({ event_id, raw }) =>
          raw === 'poison'
            ? verdict_on(event_id, {
                verdict: 'refuse',
                row: 'SV-04',
                because: 'event_malformed',
                agrees: false,
              })
            : verdict_on(event_id),
        ),
      ),
  ])
  await courier?.rest()
  expect(await journal.counts()).toEqual({ stored: 0, sent: 2, trouble: 1 })
  expect(on_verdicts).toHaveBeenCalledTimes(1)
})

test('a scan made while a call is under way goes with the next one', async () => {
  await scan('a')
  const { reports } = send_out([agree])
  await scan('b')
  courier?.wake()
  await courier?.rest()
  expect(reports.flatMap((report) => raws(report) ?? [])).toEqual(['a', 'b'])
})

test('only one call is under way, however often it is woken', async () => {
  await scan('a')
  let under_way = 0
  let most = 0
  courier = start_courier({
    journal,
    app_version: '0.1.0',
    on_verdicts: async () => undefined,
    on_unknown: () => undefined,
    on_state: () => undefined,
    on_change: () => undefined,
    send: async (report) => {
      under_way += 1
      most = Math.max(most, under_way)
      await Promise.resolve()
      under_way -= 1
      return agree(report)
    },
  })
  for (let times = 0; times < 8; times += 1) courier.wake()
  window.dispatchEvent(new Event('online'))
  await courier.rest()
  expect(most).toBe(1)
  expect(await journal.counts()).toMatchObject({ sent: 1 })
})

test('the pause grows with the failures, is spread, and ends at half a minute', () => {
  expect(pause_ms(1, 0)).toBe(500)
  expect(pause_ms(1, 0.999)).toBeLessThan(1000)
  expect(pause_ms(3, 0)).toBe(2000)
  expect(pause_ms(40, 0)).toBe(15_000)
  expect(pause_ms(40, 0.999)).toBeLessThan(30_000)
})
