import { reach } from '../server_api'

/** Why the server did not do what was asked. A refusal is a value; its words are in words/office.ja.ts. */
export type Refusal = { code: string; status: number; detail: Record<string, unknown> }

export type Reply<T> = { value: T; refusal: null } | { value: null; refusal: Refusal }

type Query = Record<string, string | number | null | undefined>

type Question = {
  query?: Query
  /** Sent as JSON. */
  body?: unknown
  /** Sent as a file form. */
  form?: FormData
}

const API = '/api/v1'

/** Ask the server. Never throws: no network is a refusal like any other. */
export async function ask<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  question: Question = {},
): Promise<Reply<T>> {
  const url = `${API}${path}${query_text(question.query ?? {})}`
  const answer = await reach<T>(call(url, { method, ...written(question) }))
  if (answer.ok) return { value: answer.data, refusal: null }
  const { code, status, detail } = answer
  return { value: null, refusal: { code, status, detail } }
}

async function call<T>(
  url: string,
  request: RequestInit,
): Promise<{ data?: T; error?: unknown; response: Response }> {
  const response = await fetch(url, { credentials: 'same-origin', ...request })
  const text = await response.text()
  if (!response.ok) return { response, error: parsed(text) }
  return text === '' ? { response } : { response, data: JSON.parse(text) as T }
}

/** What was said with a refusal, if it was ours: a proxy answers with a page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function written({ body, form }: Question): RequestInit {
  if (form !== undefined) return { body: form }
  if (body === undefined) return {}
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
}

/** `?shop=tane&page=2`; what is empty is left out. */
export function query_text(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '')
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}
