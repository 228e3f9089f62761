// What the server says to the scans of the job in hand. Loaded beside the work: no verdict of this device waits for it.

import { batch } from '@preact/signals'
import type { Tone } from '../interface'
import type { Entry } from '../journal'
import type { Reading } from '../scanner'
import type { Job, ServerJob, ServerVerdict, Verdict } from '../server_api'
import { label_of } from '../vocabulary'
import { bring_words } from '../words'
import { answers_en } from '../words/answers.en'
import { answers_ja } from '../words/answers.ja'
import { kind_of_job, type News } from './flow_of_job'
import { NEXT_LABEL } from './scans'
import {
  all_is_kept,
  counts,
  is_storing,
  type JobLost,
  job,
  job_lost,
  journal_at_hand,
  judge,
  type LastVerdict,
  last_verdict,
  next_count,
  recount,
  replace_job,
  sound,
} from './work'

bring_words(answers_ja, answers_en)

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
  const entries = (await journal_at_hand()?.answered(verdicts)) ?? []
  for (const { event, answer } of entries) {
    if (answer !== null && event.task === job.value?.task.id) await take_verdict(event.raw, answer)
  }
  await settle_if_just_scanned(entries.at(-1))
  await recount()
  await agree_on_revision(entries, fetch_job)
}

/** A scan that was the last one here was answered before the eyes of who made it: nothing stays open. */
async function settle_if_just_scanned(entry: Entry | undefined): Promise<void> {
  const journal = journal_at_hand()
  if (journal === null || entry?.state !== 'trouble') return
  if (entry.event.task !== job.value?.task.id) return
  const { incarnation, next_seq } = await journal.identity()
  const { event } = entry
  const is_last = event.incarnation === incarnation && event.seq === next_seq - 1
  if (is_last) await journal.settle(entry.event_id)
}

async function take_verdict(raw: string, answer: ServerVerdict): Promise<void> {
  const at_hand = job.value
  if (at_hand === null) return
  if (answer.verdict === 'ask_server') return take_teaching(raw, answer)
  if (answer.agrees) return
  const said = server_answer(at_hand, raw, answer)
  const { because } = answer
  if (because !== null && LOSING.has(because)) {
    batch(() => {
      job_lost.value = lost_by(because, answer.detail ?? {})
      last_verdict.value = said
    })
    sound('ng')
    return
  }
  if (answer.job === null) return
  const after = as_by_server(at_hand, answer.job)
  await replace_job(after)
  last_verdict.value = said
  if (await say_news(said, at_hand, after)) sound('attention')
  else sound(said.tone === 'ng' ? 'ng' : 'ok')
}

/**
 * The server was asked about a code. What it knows of it is known here from now on; it moved nothing, so the goods
 * are scanned again. The question is answered on the screen if nothing was scanned since.
 */
async function take_teaching(raw: string, { job: taught }: ServerVerdict): Promise<void> {
  const at_hand = job.value
  if (at_hand === null) return
  const codes = { ...at_hand.codes, ...taught?.codes }
  const products = { ...at_hand.products, ...taught?.products }
  // Where both stand at the same scan, the server's facts are the device's, and what it knows of the goods besides.
  const facts = taught?.revision === at_hand.revision ? taught.facts : at_hand.facts
  const wiser = { ...at_hand, codes, products, facts }
  await replace_job(wiser)
  const asked = last_verdict.value
  const kind = kind_of_job(wiser)
  if (kind === null || asked?.raw !== raw || asked.source !== 'device') return
  const scan = kind.read(wiser, raw)
  const decision = kind.decide(wiser, scan)
  const is_right = decision.verdict === 'accept'
  last_verdict.value = {
    ...asked,
    count: next_count(),
    tone: is_right ? 'wait' : 'ng',
    because: is_right ? 'scan_again' : (decision.because ?? 'item_unknown'),
    read: kind.read_words(wiser, scan, raw),
    expected: is_right ? null : kind.expected_words(wiser, scan),
    source: 'server',
  }
  sound(is_right ? 'wait' : 'ng')
}

/** A scan of nothing: the job itself is asked whether it has something to say. */
const NEWS: Reading = {
  raw: label_of(NEXT_LABEL),
  via: 'touch',
  at_ms: 0,
  took_ms: 0,
  longest_gap_ms: 0,
  payload: { heard: 'news' },
}

/**
 * Something about the job in hand has changed elsewhere: an order of it was cancelled, a lot was blocked.
 * `fetch_job` brings what the server knows.
 */
export async function hear_news(fetch_job: (task: number) => Promise<Job | null>): Promise<void> {
  const at_hand = job.value
  if (at_hand === null || job_lost.value !== null || counts.value.stored > 0) return
  const fetched = await fetch_job(at_hand.task.id)
  // Whoever has scanned meanwhile hears it from the answer to that scan.
  const is_current = job.value === at_hand && counts.value.stored === 0 && !is_storing.value
  if (fetched === null || !is_current) return
  const told = { ...fetched, codes: { ...at_hand.codes, ...fetched.codes } }
  await replace_job(told)
  await take_notice(told)
}

/** Where the table takes notice of news by a scan of nothing, it does so now, between two scans. */
async function take_notice(told: Job): Promise<void> {
  const kind = kind_of_job(told)
  const decision = kind?.decide(told, kind.read(told, NEWS.raw))
  if (decision?.verdict !== 'accept' || job.value !== told) return
  judge(NEWS)
  const [heard, after] = [last_verdict.value, job.value]
  if (heard !== null && after !== null) await say_news(heard, told, after)
  sound('attention')
}

/** Say why the job has changed, unless somebody has scanned again meanwhile. Tells whether there is a why. */
async function say_news(said: LastVerdict, before: Job, after: Job): Promise<boolean> {
  const news = (await kind_of_job(after)?.news?.(before, after)) ?? null
  if (news !== null && last_verdict.value === said) last_verdict.value = with_news(said, news)
  return news !== null
}

/** The answer as the worker must hear it: why the job has changed, and what to do with what is in the hand. */
function with_news(said: LastVerdict, { because, todo }: News): LastVerdict {
  return { ...said, tone: 'wait', because, read: todo, expected: null }
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
  return {
    count: next_count(),
    tone: TONE_OF_VERDICT[answer.verdict],
    row: answer.row,
    because: answer.because,
    raw,
    read: scan === undefined ? raw : (kind?.read_words(at_hand, scan, raw) ?? raw),
    expected: scan === undefined ? null : (kind?.expected_words(at_hand, scan) ?? null),
    source: 'server',
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
  if (fetched === null || !is_current) return
  const told = { ...fetched, codes: { ...at_hand.codes, ...fetched.codes } }
  await replace_job(told)
  await take_notice(told)
}

/** The job as it stands by the server, with what this device did not know when it took it. */
function as_by_server(at_hand: Job, said: ServerJob): Job {
  const { step, facts, revision, lease } = said
  return {
    ...at_hand,
    step,
    facts,
    revision,
    task: { ...at_hand.task, lease },
    codes: { ...at_hand.codes, ...said.codes },
    products: { ...at_hand.products, ...said.products },
    places: { ...at_hand.places, ...said.places },
  }
}
