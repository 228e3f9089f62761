import { type Answer, reach } from '../server_api'

/** Why the server did not do what was asked. A refusal is a value; its words are in words/office.ja.ts. */
export type Refusal = { code: string; status: number; detail: Record<string, unknown> }

export type Reply<T> = { value: T; refusal: null } | { value: null; refusal: Refusal }

/** The reply to a question. Never throws: no network is a refusal like any other. */
export async function reply<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Reply<T>> {
  return as_reply(await reach<T>(call))
}

function as_reply<T>(answer: Answer<T>): Reply<T> {
  if (answer.ok) return { value: answer.data, refusal: null }
  const { code, status, detail } = answer
  return { value: null, refusal: { code, status, detail } }
}

/** Hand in a form with a file. Reading a large one takes the server longer than a call may take. */
export function send_form<T>(path: string, form: FormData): Promise<Reply<T>> {
  return reply<T>(post_form(path, form))
}

async function post_form<T>(
  path: string,
  form: FormData,
): Promise<{ data?: T; error?: unknown; response: Response }> {
  const response = await fetch(path, { method: 'POST', credentials: 'same-origin', body: form })
  const said: unknown = await response.json().catch(() => null)
  return response.ok ? { response, data: said as T } : { response, error: said }
}

type Query = Record<string, string | number | null | undefined>

/** `?shop=tane&page=2`; what is empty is left out. */
export function query_text(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value != null && value !== '')
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}
