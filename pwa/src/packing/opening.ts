import { signal } from '@preact/signals'
import { clock_time } from '../interface'
import { type Answer, type Job, reach, server } from '../server_api'
import { choose, display, read, type Scan } from '../vocabulary'

/** A tote that could not be opened: why, and what was read. */
export type OpeningRefusal = {
  because: string
  /** Who packs it and since when, where somebody does. */
  by: string | null
  at: string | null
  read: string
}

export type Opening =
  | { state: 'ready' }
  | { state: 'asking'; tote: string }
  | { state: 'refused'; refusal: OpeningRefusal }

/** What the station shows while it has no parcel in hand. */
export const opening = signal<Opening>({ state: 'ready' })

/** What a scan on the empty bench means: a tote to open, or why not. Pure. */
export function tote_of(raw: string): { tote: string } | { refusal: OpeningRefusal } {
  const scan: Scan = choose(read(raw), new Set(['tote']), {})
  if (scan.kind === 'tote') return { tote: scan.code }
  const because = scan.kind === 'misread' ? 'label_misread' : 'tote_expected'
  return { refusal: refusal_of(because, display(scan.code)) }
}

/** The slip number in a scan, or null. Pure. */
export function slip_of(raw: string): string | null {
  const scan = choose(read(raw), new Set(['slip']), {})
  return scan.kind === 'slip' ? scan.code : null
}

/** The claim's answer in words' keys; `null` when the parcel is ours. Pure. */
export function refusal_of_answer(tote: string, answer: Answer<Job>): OpeningRefusal | null {
  if (answer.ok) return null
  const { by, at } = answer.detail
  return {
    because: answer.code,
    by: typeof by === 'string' && by !== '' ? by : null,
    at: typeof at === 'string' ? clock_time(at) : null,
    read: tote,
  }
}

/** Ask the server for the parcel that is in this tote. */
export function claim_tote(tote: string): Promise<Answer<Job>> {
  return reach(server.POST('/api/v1/tasks/claim', { body: { kind: 'pack', tote } }))
}

export function refusal_of(because: string, what: string): OpeningRefusal {
  return { because, by: null, at: null, read: what }
}
