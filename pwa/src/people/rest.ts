// 休憩: somebody rests. Known here at once, told to the server when it can be reached; a reload does not end it.
import { signal } from '@preact/signals'
import type { Journal } from '../journal'
import { read } from '../vocabulary'
import { asked, give_cue, hear_first, standstill, worker } from '../work'

/** When the break began, milliseconds since 1970; null at work. */
export const resting_since = signal<number | null>(null)

/** The label that begins a break, and ends it. */
export const BREAK = 'X-BREAK'

/** A break as it is kept here, and whether the server has heard of it. */
export type KeptBreak = { since: number | null; session: string; is_told: boolean }

let memory: Journal | null = null

/** The server hears of it when there is a network; nobody waits for that. */
export const telling_break = () => import('./telling_break')

/** Go on with a break that was begun before a reload, and hear its label on every screen. */
export async function start_resting(journal: Journal): Promise<void> {
  memory = journal
  const kept = await journal.setting<KeptBreak>('break')
  if (kept !== null && kept.session === worker.peek()?.session) resting_since.value = kept.since
  hear_first(({ raw }) => {
    if (read(raw)[0].code !== BREAK || worker.peek() === null) return false
    if (standstill.peek() !== null || resting_since.peek() !== null) return false
    begin_break()
    return true
  })
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
  const kept: KeptBreak = { since, session, is_told: false }
  memory
    ?.keep_setting('break', kept)
    .then(async () => (await telling_break()).tell_break(memory))
    .catch(() => undefined)
}
