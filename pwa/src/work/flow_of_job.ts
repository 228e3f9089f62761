import { type Decision, decide, type Flow, read_scan } from '../flows'
import { sooner_or_later } from '../interface'
import type { Job, JobFacts } from '../server_api'
import type { Scan } from '../vocabulary'

/** What the worker must hear of a change: a code of words, and what to do with what is in the hand. */
export type News = { because: string; todo: string }

/** What a room knows to say about its kind of job. */
export type JobWords = {
  /** How this kind of job reads a scan, where the kinds that its step names do not say it all. */
  read?: (job: Job, raw: string) => Scan
  /** The texts of the labels and product codes that this step can accept; they end a scan by their content. */
  expected_labels: (job: Job) => string[]
  /** Codes of ours that a person may type without namespace, hyphens and check character. */
  typed_codes: (job: Job) => string[]
  /**
   * What would have been right, in words for the screen; null where nothing can be.
   * `scan` is what was read instead, so that look-alikes are told apart by what differs.
   */
  expected_words: (job: Job, scan: Scan) => string | null
  /** What was read, in words for the screen. */
  read_words: (job: Job, scan: Scan, raw: string) => string
  /** What an accepted scan finished: a line, the whole job, or neither. */
  finishes: (before: Job, step: string, facts: JobFacts) => 'line' | 'job' | null
  /** What this device knows of the next job because it has just done `laid`: where cart and totes are now. */
  carried_over?: (laid: Job, next: Job) => Job
  /** Whether the job is only still shown, and nothing in it can be scanned any more. */
  is_over?: (job: Job) => boolean
  /** Whether one line is done and the next not begun: a moment for what is not the work. */
  is_between_lines?: (job: Job) => boolean
  /** What the worker must hear of a change that came from elsewhere; null: nothing. */
  news?: (before: Job, after: Job) => News | null | Promise<News | null>
  /** This step as a voice says it, place and quantity; null where the screen is enough. */
  spoken_words?: (job: Job) => string | null
}

/** A kind of job: the flow table that judges it and the words around it. */
export type JobKind = JobWords & {
  name: string
  table_revision: number
  read: (job: Job, raw: string) => Scan
  decide: (job: Job, scan: Scan) => Decision<JobFacts>
}

const kinds = new Map<string, JobKind>()

/** Make a kind of job known; each work room does it once, from its front door. */
export function teach_job_kind<Facts extends object>(flow: Flow<Facts>, words: JobWords): void {
  kinds.set(flow.name, {
    read: (job, raw) => read_scan(flow, job.step, raw, job.codes),
    ...words,
    expected_labels: once_for_each_job(words.expected_labels),
    name: flow.name,
    table_revision: flow.revision,
    // The facts came from the server for this very flow; which they are only the room's table knows.
    decide: (job, scan) => decide(flow, job.step, scan, job.facts as Facts) as Decision<JobFacts>,
  })
}

/** Every key of a scanner asks what is expected; it changes with the job, not with the key. */
function once_for_each_job<Answer>(ask: (job: Job) => Answer): (job: Job) => Answer {
  const known = new WeakMap<Job, Answer>()
  return (job) => {
    const answer = known.get(job) ?? ask(job)
    known.set(job, answer)
    return answer
  }
}

let open_other: (flow: string) => Promise<boolean> = async () => false

/** Say how the room of a kind of job is opened that nobody expected by its name; false: there is none. */
export function expect_other_jobs(open: (flow: string) => Promise<boolean>): void {
  open_other = open
}

/** Resolves when this kind of job can be judged and shown; a room that cannot be loaded is tried again. */
export async function room_is_open({ flow }: Job): Promise<void> {
  const is_missing = !kinds.has(flow)
  if (is_missing) await sooner_or_later(() => open_other(flow))
}

/** The kind of a job; null when its room is not loaded. */
export function kind_of_job(job: Job): JobKind | null {
  return kinds.get(job.flow) ?? null
}
