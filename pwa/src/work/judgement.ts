// What one scan means to the job in hand. Pure: the job goes in, the next job and the answer come out.
import type { Decision } from '../flows'
import type { Tone } from '../interface'
import type { Job, JobFacts, Verdict } from '../server_api'
import type { Cue } from './cues'
import type { JobKind } from './flow_of_job'

type Finished = 'line' | 'job' | null

/** The answer to one scan, before anything was stored or sent. */
export type Judgement = {
  verdict: Verdict
  table_revision: number
  job: Job
  cue: Cue
  shown: {
    tone: Tone
    row: string
    because: string | null
    /** The scanner's text, for a screen that shows what was read with its picture. */
    raw: string
    read: string
    expected: string | null
  }
}

/** Judge the raw text of a scan as this kind of job does. */
export function judged(kind: JobKind, before: Job, raw: string): Judgement {
  const scan = kind.read(before, raw)
  const decision = kind.decide(before, scan)
  const finished = finished_by(kind, before, decision)
  return {
    verdict: decision.verdict,
    table_revision: kind.table_revision,
    job: job_after(before, decision),
    cue: cue_of(decision, finished),
    shown: {
      tone: tone_of(decision, finished),
      row: decision.row,
      because: decision.because,
      raw,
      read: kind.read_words(before, scan, raw),
      expected: decision.verdict === 'refuse' ? kind.expected_words(before, scan) : null,
    },
  }
}

function finished_by(kind: JobKind, before: Job, decision: Decision<JobFacts>): Finished {
  if (decision.verdict !== 'accept') return null
  return kind.finishes(before, decision.step, decision.facts)
}

function job_after(before: Job, decision: Decision<JobFacts>): Job {
  if (decision.verdict !== 'accept') return before
  // The server counts the same: one accepted scan, one revision.
  const revision = before.revision + 1
  return { ...before, revision, step: decision.step, facts: decision.facts }
}

function cue_of({ verdict }: Decision<JobFacts>, finished: Finished): Cue {
  // A question is a no for the hand until the server has said otherwise.
  if (verdict !== 'accept') return 'ng'
  if (finished === 'job') return 'job_done'
  return finished === 'line' ? 'line_done' : 'ok'
}

function tone_of({ verdict }: Decision<JobFacts>, finished: Finished): Tone {
  if (verdict !== 'accept') return 'ng'
  return finished === 'job' ? 'done' : 'ok'
}
