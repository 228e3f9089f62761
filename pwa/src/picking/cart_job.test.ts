// A cart's job from scan to disk and back from the server, with the real table and the real scenes.
// @vitest-environment node
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { play, scenes_of } from '../flows/scenes'
import { type Journal, open_journal } from '../journal'
import type { Reading } from '../scanner'
import type { Job, ServerVerdict } from '../server_api'
import {
  all_is_kept,
  type Cue,
  counts,
  is_storing,
  job,
  job_lost,
  judge,
  last_verdict,
  lay_job_down,
  open_answers,
  standstill,
  start_work,
  take_job,
  teach_job_kind,
  worker,
} from '../work'
import { FLOW, type PickFacts, read_scan } from './decisions'
import { pick_words } from './job_words'

teach_job_kind(FLOW, pick_words)

const SCENES = scenes_of(FLOW)
const WALK = SCENES[0] as (typeof SCENES)[number]

let journal: Journal
let cues: Cue[]
let nth = 0
const wake_courier = vi.fn()
const no_job = async () => null

function job_of({ step, facts, codes }: (typeof SCENES)[number]): Job {
  const places = Object.fromEntries(
    facts.lines.map(({ place }) => [place, { display: place.slice(2), zone: 'A' }]),
  )
  const products = Object.fromEntries(
    facts.lines.map(({ product }) => [
      String(product),
      {
        id: product,
        sku: `SKU-${product}`,
        name: product === 3 ? '味噌 500g' : 'Tシャツ',
        variant: product === 1 ? '白 / M' : '',
        kind: 'goods' as const,
        jan: null,
        picture: null,
      },
    ]),
  )
  return {
    task: { id: 11, number: 'P-0011', lease: 4, revision: 2 } as Job['task'],
    flow: 'pick_cart',
    step,
    revision: 0,
    facts: facts as unknown as Job['facts'],
    codes,
    products,
    places,
    slots: [],
    order: null,
    flyers: [],
  }
}

const scan = (raw: string): Reading => ({
  raw,
  via: 'keys',
  at_ms: 0,
  took_ms: 90,
  longest_gap_ms: 8,
})

async function scan_all(...texts: string[]): Promise<void> {
  for (const raw of texts) judge(scan(raw))
  await all_is_kept()
}

const facts = () => job.value?.facts as unknown as PickFacts

function answer(event_id: string, change: Partial<ServerVerdict>): ServerVerdict {
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

async function open_work(): Promise<void> {
  cues = []
  await start_work({
    journal,
    wake_courier,
    cue: (cue) => cues.push(cue),
  })
  worker.value = {
    person: { id: 3, name: '高橋', role: 'picker', language: 'ja' },
    session: '6c0f4f1c-0000-4000-8000-000000000001',
  }
}

beforeEach(async () => {
  nth += 1
  standstill.value = null
  journal = await open_journal(`work-${nth}`)
  await open_work()
})

afterEach(() => journal.close())

describe('the verdict', () => {
  test.each(SCENES)('of the store is the verdict of the table: $name', async (scene) => {
    await take_job(job_of(scene))
    const said = play(FLOW, read_scan, scene)
    for (const one of said) {
      judge(scan(one.raw))
      expect(last_verdict.value?.row).toBe(one.row)
      expect(job.value?.step).toBe(one.step)
      await all_is_kept()
    }
    const accepted = said.filter(({ verdict }) => verdict === 'accept').length
    expect(job.value?.revision).toBe(accepted)
    expect((await journal.unsent(99)).map(({ event }) => event.row)).toEqual(
      said.map(({ row }) => row),
    )
  })

  test('is on the screen before anything was written, and is written in the same tick', async () => {
    await take_job(job_of(WALK))
    judge(scan('C-01-D'))
    expect(last_verdict.value).toMatchObject({ tone: 'ok', row: 'PC-04', source: 'device' })
    expect(cues).toEqual(['ok'])
    expect(is_storing.value).toBe(true)
    await all_is_kept()
    expect(counts.value.stored).toBe(1)
    expect(wake_courier).toHaveBeenCalled()
  })

  test('that refuses says what was read and what would have been right, and changes nothing', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D', 'T-0001-W', 'T-0002-U', 'L-B-02-11-L')
    expect(last_verdict.value).toMatchObject({
      tone: 'ng',
      because: 'other_place',
      row: 'PC-22',
      read: '棚 B-02-11',
      expected: 'A-01-01',
    })
    expect(cues.at(-1)).toBe('ng')
    expect(job.value?.step).toBe('find_place')
    await scan_all('L-A-01-01-S')
    expect(last_verdict.value?.tone).toBe('ok')
  })

  test('tells look-alikes apart by what differs', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D', 'T-0001-W', 'T-0002-U', 'L-A-01-01-S', '4909876543214')
    expect(last_verdict.value).toMatchObject({ because: 'other_item', expected: '白 / M' })
  })

  test('sounds different for a piece, a line and the whole job', async () => {
    await take_job(job_of(WALK))
    await scan_all(...WALK.scans.map(({ raw }) => raw))
    expect(cues).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'line_done',
      'ok',
      'line_done',
      'ok',
      'ok',
      'ok',
      'job_done',
    ])
    expect(last_verdict.value?.tone).toBe('done')
  })
})

describe('the disk', () => {
  test('holds every scan before the next is judged; none of a burst is lost', async () => {
    await take_job(job_of(WALK))
    for (const { raw } of WALK.scans) judge(scan(raw))
    expect(last_verdict.value?.row).toBe('PC-04')
    await all_is_kept()
    expect(job.value?.step).toBe('cart_done')
    const seqs = (await journal.unsent(99)).map(({ event }) => event.seq)
    expect(seqs).toEqual(WALK.scans.map((_, at) => at))
  })

  test('that refuses takes the verdict back and stops the scanner', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D')
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw new DOMException('disk full', 'QuotaExceededError')
    })
    await scan_all('T-0001-W')
    expect(standstill.value).toBe('storage')
    expect(cues.at(-1)).toBe('ng')
    expect(facts().totes).toEqual([null, null])
    judge(scan('T-0002-U'))
    expect(job.value?.revision).toBe(1)
    expect(await journal.counts()).toMatchObject({ stored: 1 })
  })

  test('brings a reloaded page back to the exact step', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D', 'T-0001-W')
    const before = job.value
    await open_work()
    expect(job.value).toEqual(before)
    await scan_all('T-0002-U')
    expect(job.value?.step).toBe('find_place')
    expect((await journal.unsent(9)).at(-1)?.event).toMatchObject({ seq: 2, revision: 2, lease: 4 })
  })

  test('keeps what was scanned when the job is laid down', async () => {
    await take_job(job_of(WALK))
    judge(scan('C-01-D'))
    await lay_job_down()
    expect(job.value).toBeNull()
    await open_work()
    expect(job.value).toBeNull()
    expect(counts.value.stored).toBe(1)
  })

  test('is never given what cannot travel: halves of characters and endless texts', async () => {
    await take_job(job_of(WALK))
    await scan_all('\uD83D', 'C-01\0', 'x'.repeat(900))
    const stored = (await journal.unsent(9)).map(({ event }) => event.raw)
    expect(stored).toEqual(['\uFFFD', 'C-01\uFFFD', 'x'.repeat(500)])
  })
})

describe('the server', () => {
  async function first_event(): Promise<string> {
    return (await journal.unsent(1))[0]?.event_id ?? ''
  }

  async function say(
    verdicts: ServerVerdict[],
    fetch_job: (task: number) => Promise<Job | null> = no_job,
  ) {
    await journal.acknowledge(verdicts, Date.now())
    const { take_verdicts } = await open_answers()
    await take_verdicts(verdicts, fetch_job)
  }

  test('that agrees changes nothing but the counts', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D')
    const before = job.value
    await say([answer(await first_event(), {})])
    expect(job.value).toBe(before)
    expect(counts.value).toEqual({ stored: 0, sent: 1, trouble: 0 })
    expect(last_verdict.value?.source).toBe('device')
  })

  const known = (codes: Job['codes']) => ({
    ...answer('', {}),
    verdict: 'ask_server' as const,
    row: 'PC-45',
    job: { step: '', facts: {}, revision: 0, lease: 4, codes, products: {}, places: {} },
  })
  const UNKNOWN = '4987654321094'

  async function ask(): Promise<string> {
    await take_job(job_of(WALK))
    await scan_all('C-01-D', 'T-0001-W', 'T-0002-U', 'L-A-01-01-S', UNKNOWN)
    return (await journal.unsent(9)).at(-1)?.event_id ?? ''
  }

  test('is asked about a code that nobody here knows: a no until it has answered', async () => {
    await ask()
    expect(last_verdict.value).toMatchObject({ tone: 'ng', row: 'PC-45', because: null })
    expect(cues.at(-1)).toBe('ng')
  })

  test('teaches the code of the goods that are wanted, and they are scanned again', async () => {
    const event_id = await ask()
    await say([{ ...known({ '04987654321094': { product: 1, quantity: 1 } }), event_id }])
    expect(last_verdict.value).toMatchObject({ tone: 'wait', because: 'scan_again' })
    expect(cues.at(-1)).toBe('wait')
    expect(counts.value).toMatchObject({ trouble: 0 })
    await scan_all(UNKNOWN)
    expect(last_verdict.value).toMatchObject({ tone: 'ok', row: 'PC-36' })
  })

  test('says that a code is one of other goods, or of none', async () => {
    const event_id = await ask()
    await say([{ ...known({ '04987654321094': { product: 2, quantity: 1 } }), event_id }])
    expect(last_verdict.value).toMatchObject({ tone: 'ng', because: 'other_item' })
    await scan_all('4901234567895')
    const other = (await journal.unsent(9)).at(-1)?.event_id ?? ''
    await say([{ ...known({}), event_id: other }])
    expect(last_verdict.value).toMatchObject({ tone: 'ng', because: 'item_unknown' })
  })

  test('that answers a question after the line was put aside disturbs nobody', async () => {
    const event_id = await ask()
    await scan_all('X-ASIDE-Y')
    const shown = last_verdict.value
    await say([{ ...known({ '04987654321094': { product: 1, quantity: 1 } }), event_id }])
    expect(last_verdict.value).toBe(shown)
    expect(facts().lines.map(({ product }) => product)).toEqual([2, 3, 1])
    expect(job.value?.codes['04987654321094']).toEqual({ product: 1, quantity: 1 })
  })

  test('has news between two scans: an order is cancelled, and its goods go back', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D', 'T-0001-W', 'T-0002-U', 'L-A-01-01-S', '4901234567894')
    const events = await journal.unsent(9)
    await say(events.map(({ event_id, event }) => answer(event_id, { row: event.row ?? '' })))
    const told = job.value as Job
    const changed = {
      ...told,
      revision: told.revision + 1,
      facts: { ...told.facts, cancelled: [0] },
    }
    const { hear_news } = await open_answers()
    await hear_news(async () => changed)
    await all_is_kept()
    expect(job.value).toMatchObject({ step: 'put_back', revision: told.revision + 2 })
    expect(last_verdict.value).toMatchObject({ tone: 'wait', because: 'order_is_cancelled' })
    expect(cues.at(-1)).toBe('attention')
    expect((await journal.unsent(9)).map(({ event }) => event.row)).toEqual(['PC-63'])
  })

  test('has no news for whoever has scans under way', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D')
    const { hear_news } = await open_answers()
    await hear_news(async () => {
      throw new Error('nobody asks')
    })
    expect(job.value?.step).toBe('load_totes')
  })

  test('that differs replaces step and facts, and the screen says why', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D')
    const facts_there = { ...WALK.facts, cart: null } as unknown as Job['facts']
    await say([
      answer(await first_event(), {
        verdict: 'refuse',
        row: 'PC-02',
        because: 'cart_in_use',
        agrees: false,
        step: 'take_cart',
        revision: 0,
        job: {
          step: 'take_cart',
          facts: facts_there,
          revision: 0,
          lease: 4,
          codes: {},
          products: {},
          places: {},
        },
      }),
    ])
    expect(job.value).toMatchObject({ step: 'take_cart', revision: 0 })
    expect(last_verdict.value).toMatchObject({
      tone: 'ng',
      row: 'PC-02',
      because: 'cart_in_use',
      read: 'カート C-01',
      source: 'server',
    })
    expect(cues.at(-1)).toBe('ng')
    // It was the last scan here: the worker has just been told, so nothing stays open.
    expect(counts.value.trouble).toBe(0)
    await open_work()
    expect(job.value?.step).toBe('take_cart')
  })

  test('that differs about a scan long gone leaves it open until somebody has looked', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D', 'T-0001-W')
    const refused = { verdict: 'refuse' as const, because: 'cart_in_use', agrees: false }
    await say([answer(await first_event(), refused)])
    expect(counts.value.trouble).toBe(1)
  })

  test('that gave the job to somebody else stops it here, with the name', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D')
    await say([
      answer(await first_event(), {
        verdict: 'refuse',
        row: 'SV-02',
        because: 'lease_is_stale',
        agrees: false,
        detail: { by: '佐藤', at: '2026-11-23T01:32:00Z' },
      }),
    ])
    expect(job_lost.value).toEqual({
      because: 'lease_is_stale',
      by: '佐藤',
      at: '2026-11-23T01:32:00Z',
    })
    const { stored } = counts.value
    judge(scan('T-0001-W'))
    await all_is_kept()
    expect(counts.value.stored).toBe(stored)
    await lay_job_down()
    expect(job_lost.value).toBeNull()
  })

  test('that stands at another revision when nothing is open is asked for the whole job', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D')
    const there = { ...job_of(WALK), step: 'load_totes', revision: 5 }
    const fetch_job = vi.fn(async () => there)
    await say([answer(await first_event(), { revision: 5 })], fetch_job)
    expect(fetch_job).toHaveBeenCalledWith(11)
    expect(job.value).toMatchObject({ step: 'load_totes', revision: 5 })
  })

  test('is not asked while scans are still to be handed in', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D', 'T-0001-W')
    const fetch_job = vi.fn(no_job)
    await say([answer(await first_event(), { revision: 1 })], fetch_job)
    expect(fetch_job).not.toHaveBeenCalled()
  })

  test('that answers about another task leaves the one in hand alone', async () => {
    await take_job(job_of(WALK))
    await scan_all('C-01-D')
    const event_id = await first_event()
    await take_job({ ...job_of(WALK), task: { ...job_of(WALK).task, id: 12 } })
    await say([answer(event_id, { verdict: 'refuse', because: 'cart_in_use', agrees: false })])
    expect(last_verdict.value).toBeNull()
    expect(counts.value.trouble).toBe(1)
  })
})
