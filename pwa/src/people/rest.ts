// 休憩: somebody rests. Known here at once, told to the server when it can be reached; a reload does not end it.
import { signal } from '@preact/signals'
import type { Journal } from '../journal'
import { reach, server } from '../server_api'
import { read } from '../vocabulary'
import { asked, give_cue, hear_first, standstill, worker } from '../work'

/** When the break began, milliseconds since 1970; null at work. */
export const resting_since = signal<number | null>(null)

/** The label that begins a break, and ends it. */
export const BREAK = 'X-BREAK'

type Kept = { since: number | null; session: string; is_told: boolean }

let memory: Journal | null = null

/** Go on with a break that was begun before a reload, and hear its label on every screen. */
export async function start_resting(journal: Journal): Promise<void> {
  memory = journal
  const kept = await journal.setting<Kept>('break')
  if (kept !== null && kept.session === worker.peek()?.session) resting_since.value = kept.since
  hear_first(({ raw }) => {
    if (read(raw)[0].code !== BREAK || worker.peek() === null) return false
    if (standstill.peek() !== null || resting_since.peek() !== null) return false
    begin_break()
    return true
  })
  tell_break().catch(() => undefined)
}

/** Somebody else is here, or nobody: their break is not this one. */
export function forget_break(): void {
  resting_since.value = null
}

export function begin_break(): void {
  asked.value = null
  give_cue('line_done')
  keep(Date.now())
}

export function end_break(): void {
  give_cue('ok')
  keep(null)
}

function keep(since: number | null): void {
  const session = worker.peek()?.session ?? ''
  resting_since.value = since
  const kept: Kept = { since, session, is_told: false }
  memory
    ?.keep_setting('break', kept)
    .then(tell_break)
    .catch(() => undefined)
}

/** Tell the server of a break that it does not know yet; called again when there is a network. */
export async function tell_break(): Promise<void> {
  const kept = await memory?.setting<Kept>('break')
  if (kept == null || kept.is_told || kept.session !== worker.peek()?.session) return
  const since = kept.since === null ? null : new Date(kept.since).toISOString()
  const answer = await reach(server.POST('/api/v1/breaks', { body: { since } }))
  if (!answer.ok) return
  const now = await memory?.setting<Kept>('break')
  if (now?.since === kept.since) await memory?.keep_setting('break', { ...kept, is_told: true })
}
