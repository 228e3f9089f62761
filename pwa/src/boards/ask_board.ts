import { reach } from '../server_api'
import type { Snapshot } from './snapshot'

export type Told =
  | { what: 'changed'; snapshot: Snapshot; tag: string | null }
  | { what: 'same' }
  | { what: 'refused'; code: string }

/** A board that waits longer than this for an answer says that it is cut off, in milliseconds. */
const PATIENCE_MS = 8_000

/** Ask for the snapshot; with the tag of the one at hand the answer may be that nothing has changed. */
export async function ask_board(tag: string | null): Promise<Told> {
  let answered: Response | null = null
  const answer = await reach<Snapshot>(
    fetch_board(tag).then(async (response) => {
      answered = response
      const said: unknown = response.status === 304 ? null : await response.json()
      return response.ok ? { response, data: said as Snapshot } : { response, error: said }
    }),
  )
  if (answered_304(answered)) return { what: 'same' }
  if (!answer.ok)
    return { what: 'refused', code: answer.status === 403 ? 'forbidden' : answer.code }
  return { what: 'changed', snapshot: answer.data, tag: tag_of(answered) }
}

async function fetch_board(tag: string | null): Promise<Response> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), PATIENCE_MS)
  try {
    return await fetch('/api/v1/board', {
      credentials: 'same-origin',
      cache: 'no-store',
      signal: stop.signal,
      headers: tag === null ? {} : { 'If-None-Match': tag },
    })
  } finally {
    clearTimeout(timer)
  }
}

function answered_304(response: Response | null): boolean {
  return response?.status === 304
}

function tag_of(response: Response | null): string | null {
  return response?.headers.get('ETag') ?? null
}
