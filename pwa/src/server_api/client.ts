import { signal } from '@preact/signals'
import { make_caller } from './caller'
import type { paths } from './schema'

/** A dead access point must not hold a call for ever, in milliseconds. */
const PATIENCE_MS = 20_000

async function fetch_with_patience(request: Request): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    return await globalThis.fetch(request, { signal: stop.signal })
  } finally {
    clearTimeout(timer)
  }
}

/** What this page takes the API to be; the server speaks to this number and the one before. */
const API_NUMBER = '2'

/** The server does not understand this version of the app any more: it is to be renewed at the next seam. */
export const is_outdated = signal(false)

/** Counts the answers 401: the login or the device is not known any more, whoever asked. */
export const unauthorised = signal(0)

/** The server's API, typed by its OpenAPI description. */
export const server = make_caller<paths>({
  origin: globalThis.location?.origin ?? 'http://localhost',
  headers: { 'Tanaban-Api': API_NUMBER },
  fetch: fetch_with_patience,
})

export type Answer<T> =
  | { ok: true; data: T }
  | { ok: false; status: number; code: string; detail: Record<string, unknown> }

/**
 * The answer of a call as a value. `code` is `offline` when nobody answered, `server_fault` for a 5xx or for
 * something that is not ours (a hotspot's login page), else the code the server gave.
 */
export async function reach<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Answer<T>> {
  try {
    const { data, error, response } = await call
    // 204: done, and there is nothing more to say.
    if (response.status === 204) return { ok: true, data: null as T }
    if (response.ok && data !== undefined) return { ok: true, data }
    if (response.status === 401) unauthorised.value += 1
    if (response.status === 426) is_outdated.value = true
    return refusal(response.status, error)
  } catch (fault) {
    const code = fault instanceof SyntaxError ? 'server_fault' : 'offline'
    return { ok: false, status: 0, code, detail: {} }
  }
}

function refusal(status: number, error: unknown): Answer<never> {
  const said = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown
    detail?: unknown
  }
  const code = typeof said.code === 'string' && status < 500 ? said.code : 'server_fault'
  const detail = typeof said.detail === 'object' && said.detail !== null ? said.detail : {}
  return { ok: false, status, code, detail: detail as Record<string, unknown> }
}
