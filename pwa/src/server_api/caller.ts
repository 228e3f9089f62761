// The calls of openapi-fetch as far as we make them, in a quarter of its bytes; its types hold for ours.
import type { Client } from 'openapi-fetch'

type CallerOptions = {
  origin: string
  headers: Record<string, string>
  fetch: (request: Request) => Promise<Response>
}

type Values = Record<string, unknown>

/** What a call says; the types of `Client` see to it that each path gets what it needs. */
type Said = {
  params?: { path?: Values; query?: Values }
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

type Answered = { data?: unknown; error?: unknown; response: Response }

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

type Caller<Paths extends object> = Pick<Client<Paths>, (typeof METHODS)[number]>

/** Typed calls: `GET('/api/v1/tasks/{task_id}/job', { params: { path: { task_id } } })`. */
export function make_caller<Paths extends object>(options: CallerOptions): Caller<Paths> {
  const calls = METHODS.map((method) => [
    method,
    (path: string, said: Said = {}) => call(options, method, path, said),
  ])
  return Object.fromEntries(calls) as Caller<Paths>
}

async function call(at: CallerOptions, method: string, path: string, said: Said) {
  const { params, body, headers, signal = null } = said
  const is_form = body instanceof FormData
  const request = new Request(at.origin + filled(path, params?.path) + asked(params?.query), {
    method,
    credentials: 'same-origin',
    signal,
    headers: {
      ...at.headers,
      ...(body === undefined || is_form ? {} : { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: body === undefined || is_form ? (body ?? null) : JSON.stringify(body),
  })
  return answered(await at.fetch(request))
}

function filled(path: string, values: Values = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
}

/** A value of several is said once for each; what is null or undefined is not said. */
function asked(query: Values = {}): string {
  const said = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (one == null ? [] : [[name, String(one)]])),
  )
  return said.length > 0 ? `?${new URLSearchParams(said)}` : ''
}

/** @throws SyntaxError where a good answer is no JSON: it is not our server's. */
async function answered(response: Response): Promise<Answered> {
  const text = await response.text()
  if (response.ok) return { data: text === '' ? undefined : JSON.parse(text), response }
  return { error: readable(text), response }
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
