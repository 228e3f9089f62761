import 'fake-indexeddb/auto'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Deed, type Journal, open_journal } from '../journal'
import type { ServerVerdict } from '../server_api'
import { hand_in_photos, photos_waiting } from './hand_in'
import { fitted } from './small'

const PHOTO = new Uint8Array([0xff, 0xd8, 0xff, 0xd9]).buffer
const DEED = { kind: 'scan', raw: 'X-SHORT-NONE-P', via: 'touch' } as Deed

const CODES: Record<number, string> = { 404: 'exception_unknown', 422: 'photo_unreadable' }

let journal: Journal
let nth = 0
let asked: string[]
let statuses: number[]

beforeEach(async () => {
  nth += 1
  asked = []
  statuses = []
  journal = await open_journal(`photos-${nth}`)
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push(new URL(request.url).pathname)
    const status = statuses.shift() ?? 204
    if (status === 0) throw new TypeError('Failed to fetch')
    return new Response(status === 204 ? null : JSON.stringify({ code: CODES[status] }), { status })
  })
})

afterEach(() => journal.close())

async function reported(): Promise<string> {
  const { event_id } = await journal.append(DEED, null)
  await journal.keep_photo(event_id, PHOTO)
  return event_id
}

async function acknowledge(event_id: string): Promise<void> {
  const answer = { event_id, row: 'PC-41', verdict: 'accept', agrees: true } as ServerVerdict
  await journal.acknowledge([answer], Date.now())
}

describe('a photo', () => {
  test('waits until the server has the scan that reported it, then goes once', async () => {
    const event_id = await reported()
    await hand_in_photos(journal)
    expect(asked).toEqual([])
    expect(photos_waiting.value).toBe(1)
    await acknowledge(event_id)
    await hand_in_photos(journal)
    await hand_in_photos(journal)
    expect(asked).toEqual([`/api/v1/scans/${event_id}/photo`])
    expect(photos_waiting.value).toBe(0)
  })

  test.each([0, 401, 500])('that meets %i stays and is tried again', async (status) => {
    await acknowledge(await reported())
    statuses = [status]
    await hand_in_photos(journal)
    expect(photos_waiting.value).toBe(1)
    await hand_in_photos(journal)
    expect(asked.length).toBe(2)
    expect(photos_waiting.value).toBe(0)
  })

  test.each([404, 422])('that the server will never take (%i) is let go', async (status) => {
    await acknowledge(await reported())
    statuses = [status]
    await hand_in_photos(journal)
    expect((await journal.photos()).kept).toBe(0)
  })

  test('that a proxy has not found stays', async () => {
    await acknowledge(await reported())
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 404 }))
    await hand_in_photos(journal)
    expect((await journal.photos()).kept).toBe(1)
  })

  test('that was taken again while the first was on its way stays', async () => {
    const event_id = await reported()
    await acknowledge(event_id)
    const [first] = (await journal.photos()).ready
    vi.spyOn(Date, 'now').mockReturnValue(1_900_000_000_000)
    await journal.keep_photo(event_id, PHOTO)
    if (first !== undefined) await journal.let_go_of_photo(event_id, first.photo)
    expect((await journal.photos()).kept).toBe(1)
  })

  test('that the server cannot take now does not hold up the next', async () => {
    await acknowledge(await reported())
    await acknowledge(await reported())
    statuses = [500]
    await hand_in_photos(journal)
    expect(photos_waiting.value).toBe(1)
  })

  test('is there after the page was opened again', async () => {
    await reported()
    journal.close()
    journal = await open_journal(`photos-${nth}`)
    expect((await journal.photos()).kept).toBe(1)
  })

  test.each([
    [4000, 3000, [1280, 960]],
    [480, 640, [480, 640]],
    [10_000, 1, [1280, 1]],
  ])('of %i × %i pixels becomes %j', (width, height, small) => {
    expect(fitted(width, height)).toEqual(small)
  })
})

test('a storage of the version before keeps everything and takes photos', async () => {
  const name = `before-${nth}`
  const before = await openDB(name, 1, {
    upgrade(fresh) {
      fresh
        .createObjectStore('identity')
        .put({ incarnation: 'i', next_seq: 4, device: null }, 'device')
      const events = fresh.createObjectStore('events', { keyPath: 'order', autoIncrement: true })
      events.createIndex('by_event_id', 'event_id', { unique: true })
      events.createIndex('by_state', 'state')
      fresh.createObjectStore('jobs')
      fresh.createObjectStore('settings').put('ja', 'language')
    },
  })
  before.close()
  const now = await open_journal(name)
  expect(await now.identity()).toEqual({ incarnation: 'i', next_seq: 4, device: null })
  expect(await now.setting('language')).toBe('ja')
  const { event_id, event } = await now.append(DEED, null)
  expect(event.seq).toBe(4)
  await now.keep_photo(event_id, PHOTO)
  expect((await now.photos()).kept).toBe(1)
  now.close()
})
