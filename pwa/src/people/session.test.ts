import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Journal, open_journal } from '../journal'
import { language } from '../words'
import { device, worker } from '../work'
import { enrol, enrolment_code, log_in } from './entering'
import {
  ask_who_is_here,
  enrolment,
  log_out,
  recall_choices,
  session_is_over,
  start_people,
} from './session'

const DEVICE = { id: 7, code: 'HT-0007', name: 'Handheld 7', kind: 'handheld' }
const PERSON = { id: 3, name: '高橋', role: 'picker' as const, language: 'ja' }
const SESSION = '6c0f4f1c-0000-4000-8000-000000000001'

type Server = Record<string, () => Response>

let journal: Journal
let nth = 0
let asked: { call: string; body: unknown }[]
const on_login = vi.fn()

const json =
  (body: unknown, status = 200) =>
  () =>
    Response.json(body, { status })
const offline = () => {
  throw new TypeError('Failed to fetch')
}

function me(change: object = {}) {
  return json({
    device: DEVICE,
    person: PERSON,
    session: SESSION,
    server_time: '2026-11-23T05:00:00Z',
    epoch: 'e1',
    app: { version: '0.1.0' },
    ...change,
  })
}

/** A server that answers these calls and is out of reach for all others. */
function answer_with(server: Server): void {
  vi.stubGlobal('fetch', async (request: Request) => {
    const call = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`
    asked.push({ call, body: request.body === null ? null : await request.json() })
    return (server[call] ?? offline)()
  })
}

async function start(server: Server): Promise<void> {
  answer_with(server)
  await start_people({
    journal,
    on_login,
    wake_courier: () => undefined,
    before_leaving: async () => undefined,
  })
}

beforeEach(async () => {
  nth += 1
  asked = []
  device.value = null
  worker.value = null
  enrolment.value = 'unknown'
  session_is_over.value = false
  journal = await open_journal(`people-${nth}`)
})

afterEach(() => journal.close())

test('a device that nobody knows has to be enrolled, with or without a network', async () => {
  await start({})
  expect(enrolment.value).toBe('not_enrolled')
  await start({ 'GET /me': me({ device: null, person: null, session: null }) })
  expect(enrolment.value).toBe('not_enrolled')
})

test('who was logged in goes on working without a network', async () => {
  await start({ 'GET /me': me() })
  expect(worker.value).toEqual({ person: PERSON, session: SESSION })
  worker.value = null
  device.value = null
  await start({})
  expect(worker.value).toEqual({ person: PERSON, session: SESSION })
  expect(enrolment.peek()).toBe('enrolled')
  expect(device.peek()).toEqual(DEVICE)
})

test('a login that has run out asks for the badge again and says why', async () => {
  await start({ 'GET /me': me() })
  answer_with({ 'GET /me': me({ person: null, session: null }) })
  await ask_who_is_here()
  expect([worker.value, session_is_over.value]).toEqual([null, true])
})

test('a revoked device says so; what it recorded stays', async () => {
  await start({ 'GET /me': me() })
  answer_with({ 'GET /me': me({ device: null, person: null, session: null }) })
  await ask_who_is_here()
  expect(enrolment.value).toBe('revoked')
})

test('the code of the QR link enrols, and belongs to the journal from then on', async () => {
  await start({})
  answer_with({ 'POST /devices/enrol': json({ device: DEVICE }) })
  const answer = await enrol('https://tanaban.example/enrol#vjjgflhx3ftt')
  expect(answer.ok).toBe(true)
  expect(asked.at(-1)?.body).toEqual({ code: 'VJJGFLHX3FTT' })
  expect((await journal.identity()).device).toEqual(DEVICE)
  expect(on_login).toHaveBeenCalled()
})

test.each([
  ['https://tanaban.example/enrol#ABC234', 'ABC234'],
  ['HTTPS://TANABAN.EXAMPLE/ENROL#ABC234', 'ABC234'],
  [' abc234 ', 'ABC234'],
  ['#ABC234', 'ABC234'],
])('%s is the code %s', (text, code) => {
  expect(enrolment_code(text)).toBe(code)
})

test('a login is remembered, speaks the language of the badge, and sets free what waited for it', async () => {
  await start({ 'GET /me': me({ person: null, session: null }) })
  const person = { ...PERSON, language: 'en' }
  answer_with({ 'POST /sessions': json({ person, session: SESSION, expires_at: '' }) })
  expect((await log_in('B-7K3M9Q-A', '4827')).ok).toBe(true)
  expect(worker.value?.session).toBe(SESSION)
  expect(language.value).toBe('en')
  expect(on_login).toHaveBeenCalled()
  expect(await journal.setting('worker')).toEqual({ person, session: SESSION })
})

test('a wrong PIN changes nothing', async () => {
  await start({ 'GET /me': me({ person: null, session: null }) })
  answer_with({ 'POST /sessions': json({ code: 'login_failed', message: '', detail: {} }, 401) })
  const answer = await log_in('B-7K3M9Q-A', '0000')
  expect(answer).toMatchObject({ ok: false, code: 'login_failed' })
  expect(worker.value).toBeNull()
})

test('logging out without a network holds, and the server is told when it is back', async () => {
  await start({ 'GET /me': me() })
  answer_with({})
  await log_out()
  expect(worker.value).toBeNull()
  const gone = () => new Response(null, { status: 204 })
  answer_with({ 'GET /me': me(), 'DELETE /sessions/current': gone })
  await ask_who_is_here()
  expect(worker.value).toBeNull()
  expect(asked.map(({ call }) => call)).toContain('DELETE /sessions/current')
  expect(await journal.setting('left_session')).toBeNull()
})

test('language, light and sound come back before anything is asked', async () => {
  await journal.keep_setting('language', 'en')
  await journal.keep_setting('theme', 'light')
  await recall_choices(journal)
  expect(language.value).toBe('en')
  expect(asked).toEqual([])
})
