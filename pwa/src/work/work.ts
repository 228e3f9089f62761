import { batch, computed, signal } from '@preact/signals'
import type { Tone } from '../interface'
import type { Counts, Deed, Journal } from '../journal'
import type { Reading } from '../scanner'
import type { Device, Job } from '../server_api'
import { type Cue, give_cue } from './cues'
import { deed_of, sendable, type Worker } from './deed'
import { kind_of_job, room_is_open } from './flow_of_job'
import { type Judgement, judged } from './judgement'

/** The last answer, as the screen keeps showing it. */
export type LastVerdict = {
  /** Counts the answers; a new number is a new flash. */
  count: number
  tone: Tone
  row: string
  because: string | null
  /** The scanner's text, for a screen that shows what was read with its picture. */
  raw: string
  /** In words: what was read, what would have been right. */
  read: string
  expected: string | null
  /** `server`: the device had judged otherwise, or could not know. */
  source: 'device' | 'server'
}

/** Why nothing can be scanned here, whatever the job. */
export type Standstill = 'storage' | 'other_tab'

export const worker = signal<Worker | null>(null)
/** Which device this is; null before it is enrolled. */
export const device = signal<Device | null>(null)
export const job = signal<Job | null>(null)
/** The next jobs, kept here whole before they are needed: they are begun without a network. */
export const ahead = signal<Job[]>([])
export const last_verdict = signal<LastVerdict | null>(null)
export const standstill = signal<Standstill | null>(null)
/** Why the job in hand is not this device's any more (`task_is_finished`), and who has it since when. */
export type JobLost = { because: string; by: string | null; at: string | null }

export const job_lost = signal<JobLost | null>(null)
export const counts = signal<Counts>({ stored: 0, sent: 0, trouble: 0 })
/** Whether a scan is being written; the next is judged when it is on the disk. */
export const is_storing = signal(false)

/** Whether the next step is spoken; each worker chooses it, off at first. */
export const is_spoken = signal(false)

/** What the self-test found: this storage was wiped, or an older copy of it was brought back. */
export const storage_fault = signal<'wiped' | 'older' | null>(null)

export const has_job = computed(() => job.value !== null)

type Desk = {
  journal: Journal
  /** The courier may look: something new is in the journal. */
  wake_courier: () => void
  cue: (cue: Cue) => void
}

/** What this device has at hand for its work; null before it has begun. */
let desk: Desk | null = null
let began_at = 0
let deeds = 0
let line: Promise<void> = Promise.resolve()
let waiting: Reading[] = []

/** Begin to work with this journal; the job in hand is where it was, at its exact step. */
export async function start_work(given: Omit<Desk, 'cue'> & { cue?: Desk['cue'] }): Promise<void> {
  desk = { cue: give_cue, ...given }
  waiting = []
  const kept = await desk.journal.job_in_hand()
  ahead.value = await desk.journal.ahead()
  if (kept !== null) await room_is_open(kept.job)
  batch(() => {
    job.value = kept?.job ?? null
    last_verdict.value = null
    job_lost.value = null
    is_storing.value = false
  })
  began_at = kept?.began_at ?? 0
  await recount()
}

/** Count the journal again and show it. */
export async function recount(): Promise<void> {
  if (desk !== null) counts.value = await desk.journal.counts()
}

/** The disk does not take any more: nothing is accepted from now on. */
export function refuse_storage(): void {
  standstill.value = 'storage'
}

/** Take a job into this device's hands; it survives a reload from here on. */
export async function take_job(taken: Job): Promise<void> {
  if (desk === null) return
  await room_is_open(taken)
  const now_ms = Date.now()
  try {
    await desk.journal.keep_job({ job: taken, began_at: now_ms })
  } catch {
    refuse_storage()
    return
  }
  began_at = now_ms
  batch(() => {
    ahead.value = ahead.value.filter(({ task }) => task.id !== taken.task.id)
    job.value = taken
    last_verdict.value = null
    job_lost.value = null
  })
}

/** Lay the job down: it is done, or it is not this device's any more. What was scanned stays in the journal. */
export async function lay_job_down(): Promise<void> {
  await line
  const laid = job.value
  const next = laid === null ? ahead.value : ahead.value.map((other) => carried_over(laid, other))
  batch(() => {
    ahead.value = next
    job.value = null
    last_verdict.value = null
    job_lost.value = null
  })
  await keep_ahead(next)
  await desk?.journal.keep_job(null)
}

function carried_over(laid: Job, next: Job): Job {
  return kind_of_job(laid)?.carried_over?.(laid, next) ?? next
}

/** Keep these jobs for later, and no others. A disk that refuses keeps those that were there. */
export async function keep_ahead(jobs: Job[]): Promise<void> {
  try {
    await desk?.journal.keep_ahead(jobs)
  } catch {
    return
  }
  ahead.value = jobs
}

/**
 * Judge one scan of the job in hand: verdict, tone and next instruction at once, and the event on its way to
 * the disk in the same tick. While one is being written the next ones wait in line; none is lost.
 */
export function judge(reading: Reading): void {
  if (standstill.value !== null || job_lost.value !== null) {
    desk?.cue('ng')
    return
  }
  if (is_storing.value) {
    waiting.push(reading)
    return
  }
  const at_hand = job.value
  const who = worker.value
  const kind = at_hand === null ? null : kind_of_job(at_hand)
  if (desk === null || at_hand === null || who === null || kind === null) return
  const raw = sendable(reading.raw)
  const judgement = judged(kind, at_hand, raw)
  answer_worker(judgement, desk)
  is_storing.value = true
  line = keep(desk, judgement, at_hand, deed_of(judgement, at_hand, who, { ...reading, raw }))
}

function answer_worker(judgement: Judgement, { cue }: Desk): void {
  batch(() => {
    job.value = judgement.job
    last_verdict.value = { ...judgement.shown, count: next_count(), source: 'device' }
  })
  cue(judgement.cue)
}

async function keep(at: Desk, judgement: Judgement, before: Job, deed: Deed): Promise<void> {
  try {
    await at.journal.append(deed, { job: judgement.job, began_at })
  } catch {
    // Not on the disk means not done: the job goes back to where it was, and nothing more is taken.
    waiting = []
    batch(() => {
      job.value = before
      last_verdict.value = null
      standstill.value = 'storage'
      is_storing.value = false
    })
    at.cue('ng')
    return
  }
  is_storing.value = false
  counts.value = { ...counts.value, stored: counts.value.stored + 1 }
  at.wake_courier()
  const next = waiting.shift()
  if (next !== undefined) judge(next)
}

/** All scans that came so far are judged and on the disk. */
export async function all_is_kept(): Promise<void> {
  do await line
  while (is_storing.value)
}

/** The journal that the work is kept in; null before it has begun. */
export function journal_at_hand(): Journal | null {
  return desk?.journal ?? null
}

/** Sound a cue, where this device has a speaker. */
export function sound(cue: Cue): void {
  desk?.cue(cue)
}

/** The number of the next answer on the screen. */
export function next_count(): number {
  deeds += 1
  return deeds
}

/** The job as the server sees it takes the place of the one in hand. */
export async function replace_job(replaced: Job): Promise<void> {
  job.value = replaced
  try {
    await desk?.journal.keep_job({ job: replaced, began_at })
  } catch {
    refuse_storage()
  }
}
