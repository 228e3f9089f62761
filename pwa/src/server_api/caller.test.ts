// What goes out on a call, and what comes back of an answer.
import { expect, test } from 'vitest'
import { make_caller } from './caller'
import { reach } from './client'
import type { paths } from './schema'

const ORIGIN = 'http://tanaban.test'

function caller(answer: Response | Error) {
  const sent: Request[] = []
  const server = make_caller<paths>({
    origin: ORIGIN,
    headers: { 'Tanaban-Api': '2' },
    fetch: async (request) => {
      sent.push(request)
      if (answer instanceof Error) throw answer
      return answer.clone()
    },
  })
  return { server, sent }
}

test('a path is filled with its values, whatever stands in them', async () => {
  const { server, sent } = caller(Response.json({}))
  await server.GET('/api/v1/tasks/{task_id}/job', { params: { path: { task_id: 7 } } })
  expect(sent[0]?.url).toBe(`${ORIGIN}/api/v1/tasks/7/job`)
  const odd = { params: { path: { task_id: 'a/b ?' as unknown as number } } }
  await server.GET('/api/v1/tasks/{task_id}/job', odd)
  expect(sent[1]?.url).toBe(`${ORIGIN}/api/v1/tasks/a%2Fb%20%3F/job`)
})

test('a question goes behind the path; what is not asked is not said', async () => {
  const { server, sent } = caller(Response.json({}))
  const query = { kind: 'pick', many: ['a', 'b'], none: null, not: undefined } as { kind: 'pick' }
  await server.GET('/api/v1/tasks', { params: { query } })
  expect(sent[0]?.url).toBe(`${ORIGIN}/api/v1/tasks?kind=pick&many=a&many=b`)
})

test('a body goes as JSON, with our number on every call', async () => {
  const { server, sent } = caller(Response.json({}))
  await server.POST('/api/v1/sessions', { body: { badge: 'B-1', pin: '1234' } })
  const [request] = sent
  expect(request?.method).toBe('POST')
  expect(request?.headers.get('tanaban-api')).toBe('2')
  expect(request?.headers.get('content-type')).toBe('application/json')
  expect(await request?.json()).toStrictEqual({ badge: 'B-1', pin: '1234' })
})

test('a call without a body says nothing of one', async () => {
  const { server, sent } = caller(new Response(null, { status: 204 }))
  const answer = await reach(server.DELETE('/api/v1/sessions/current'))
  expect(answer).toStrictEqual({ ok: true, data: null })
  expect(sent[0]?.method).toBe('DELETE')
  expect(sent[0]?.headers.has('content-type')).toBe(false)
})

test.each([
  [
    'a refusal of ours',
    Response.json({ code: 'task_taken', detail: {} }, { status: 409 }),
    'task_taken',
  ],
  ['a proxy that fell over', new Response('Bad gateway', { status: 502 }), 'server_fault'],
  ['a login page of the hotspot', new Response('<html>', { status: 200 }), 'server_fault'],
  ['an empty answer where one was due', new Response('', { status: 200 }), 'server_fault'],
  ['no network', new TypeError('failed to fetch'), 'offline'],
])('%s has a code', async (_, said, code) => {
  const answer = await reach(caller(said).server.GET('/api/v1/me'))
  expect(answer).toMatchObject({ ok: false, code })
})
