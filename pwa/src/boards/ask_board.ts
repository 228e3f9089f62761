import { reach } from '../server_api'
import type { Snapshot } from './snapshot'

export type Told =
  | { what: 'changed'; snapshot: Snapshot; text: string }
  | { what: 'same' }
  | { what: 'refused'; code: string }

/** A board that waits longer than this for an answer says that it is cut off, in milliseconds. */
const PATIENCE_MS = 8_000

/** Ask for the snapshot. An answer that says the same as the last one, letter by letter, changes nothing. */
export async function ask_board(last_text: string | null): Promise<Told> {
  const answer = await reach<string>(fetch_text())
  if (!answer.ok)
    return { what: 'refused', code: answer.status === 403 ? 'forbidden' : answer.code }
  if (answer.data === last_text) return { what: 'same' }
  try {
    return { what: 'changed', snapshot: JSON.parse(answer.data) as Snapshot, text: answer.data }
  } catch {
    return { what: 'refused', code: 'server_fault' }
  }
}

async function fetch_text(): Promise<{ data?: string; error?: unknown; response: Response }> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    const response = await fetch('/api/v1/board', {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
    })
    return response.ok ? { response, data: await response.text() } : { response }
  } finally {
    clearTimeout(timer)
  }
}
