import { batch, computed, signal } from '@preact/signals'
import type { Tone } from '../interface'
import type { Counts, Deed, Entry, Journal } from '../journal'
import type { Reading } from '../scanner'
import type { Device, Job, ServerVerdict, Verdict } from '../server_api'
import { type Cue, give_cue } from './cues'
import { deed_of, sendable, type Worker } from './deed'
import { kind_of_job, room_is_open } from './flow_of_job'
import { as_by_server, type Judgement, judged } from './judgement'

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

/** What the self-test found: this storage was wiped, or an older copy of it was brought back. */
export const storage_fault = signal<'wiped' | 'older' | null>(null)

export const has_job = computed(() => job.value !== null)

type Desk = {
  journal: Journal
  /** The courier may look: something new is in the journal. */
  wake_courier: () => void
  app_version: string
  cue: (cue: Cue) => void
}

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
  deeds += 1
  batch(() => {
    job.value = judgement.job
    last_verdict.value = { ...judgement.shown, count: deeds, source: 'device' }
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

/** The verdicts that end a job on this device, whatever it showed. */
const LOSING = new Set(['task_unknown', 'lease_is_stale', 'task_is_finished'])

/**
 * Take over what the server said to events of the job in hand. Where it differs its facts replace the device's,
 * and the screen says why. `fetch_job` is asked when nothing is open any more and the two still stand at
 * different revisions.
 */
export async function take_verdicts(
  verdicts: ServerVerdict[],
  fetch_job: (task: number) => Promise<Job | null>,
): Promise<void> {
  await all_is_kept()
  const entries = desk === null ? [] : await desk.journal.answered(verdicts)
  for (const { event, answer } of entries) {
    if (answer !== null && event.task === job.value?.task.id) await take_verdict(event.raw, answer)
  }
  await settle_if_just_scanned(entries.at(-1))
  await recount()
  await agree_on_revision(entries, fetch_job)
}

/** A scan that was the last one here was answered before the eyes of who made it: nothing stays open. */
async function settle_if_just_scanned(entry: Entry | undefined): Promise<void> {
  if (desk === null || entry?.state !== 'trouble' || entry.event.task !== job.value?.task.id) return
  const { incarnation, next_seq } = await desk.journal.identity()
  const { event } = entry
  const is_last = event.incarnation === incarnation && event.seq === next_seq - 1
  if (is_last) await desk.journal.settle(entry.event_id)
}

async function take_verdict(raw: string, answer: ServerVerdict): Promise<void> {
  const at_hand = job.value
  if (at_hand === null || answer.agrees) return
  const said = server_answer(at_hand, raw, answer)
  const { because } = answer
  if (because !== null && LOSING.has(because)) {
    batch(() => {
      job_lost.value = lost_by(because, answer.detail ?? {})
      last_verdict.value = said
    })
    desk?.cue('ng')
    return
  }
  if (answer.job === null) return
  await replace_job(as_by_server(at_hand, answer.job))
  last_verdict.value = said
  desk?.cue(said.tone === 'ng' ? 'ng' : 'ok')
}

function lost_by(because: string, { by, at }: Record<string, unknown>): JobLost {
  return {
    because,
    by: typeof by === 'string' ? by : null,
    at: typeof at === 'string' ? at : null,
  }
}

const TONE_OF_VERDICT: Record<Verdict, Tone> = { accept: 'ok', refuse: 'ng', ask_server: 'ng' }

function server_answer(at_hand: Job, raw: string, answer: ServerVerdict): LastVerdict {
  const kind = kind_of_job(at_hand)
  const scan = kind?.read(at_hand, raw)
  deeds += 1
  return {
    count: deeds,
    tone: TONE_OF_VERDICT[answer.verdict],
    row: answer.row,
    because: answer.because,
    raw,
    read: scan === undefined ? raw : (kind?.read_words(at_hand, scan, raw) ?? raw),
    expected: scan === undefined ? null : (kind?.expected_words(at_hand, scan) ?? null),
    source: 'server',
  }
}

async function replace_job(replaced: Job): Promise<void> {
  job.value = replaced
  try {
    await desk?.journal.keep_job({ job: replaced, began_at })
  } catch {
    refuse_storage()
  }
}

async function agree_on_revision(
  entries: Entry[],
  fetch_job: (task: number) => Promise<Job | null>,
): Promise<void> {
  const at_hand = job.value
  const last = entries.filter(({ event }) => event.task === at_hand?.task.id).at(-1)
  const revision = last?.answer?.revision
  if (at_hand === null || revision == null || job_lost.value !== null) return
  if (counts.value.stored > 0 || is_storing.value || revision === at_hand.revision) return
  const fetched = await fetch_job(at_hand.task.id)
  // A scan judged while the answer was under way is newer than the answer.
  const is_current = job.value === at_hand && !is_storing.value
  if (fetched !== null && is_current) await replace_job({ ...fetched, codes: at_hand.codes })
}
