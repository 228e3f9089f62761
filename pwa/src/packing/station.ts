// The station between two parcels: which tote is opened next, and what the last scan changed.
import { batch, effect, signal } from '@preact/signals'
import type { Tone } from '../interface'
import { connected } from '../live'
import type { Reading } from '../scanner'
import { all_is_kept, type Cue, counts, give_cue, job, job_lost, take_job } from '../work'
import { type Changed, line_changed } from './expectations'
import {
  claim_tote,
  type OpeningRefusal,
  opening,
  refusal_of,
  refusal_of_answer,
  slip_of,
  tote_of,
} from './opening'
import { pack_words, parcel_of } from './pack_order'

/** The card that the last scan counted on; null after a reload and on a new parcel. */
export const last_change = signal<Changed | null>(null)

/** Answers of the station itself (not of a flow table); each new number is a new flash. */
export const station_answers = signal<{ count: number; tone: Tone }>({ count: 0, tone: 'ok' })

/** How long a tote waits for the records of the parcel before it to be handed in, in milliseconds. */
const HAND_IN_MS = 5_000

/** Whether the next tote may be opened: nothing is in hand, or what is in hand has ended. */
function bench_is_free(): boolean {
  const at_hand = job.value
  return at_hand === null || pack_words.is_over(at_hand)
}

/** Whether a scan means a tote here; a job of another kind is refused there, in words. */
export function takes_totes(): boolean {
  return parcel_of(job.value) === null || bench_is_free()
}

/** A scan on a free bench: the next tote. */
export async function open_next(reading: Reading): Promise<void> {
  // A second trigger on the same tote while the server is asked is the same wish.
  if (opening.value.state === 'asking') return
  if (is_its_slip(reading.raw)) return say('done', 'ok')
  const meant = tote_of(reading.raw)
  if ('refusal' in meant) return refuse(meant.refusal)
  if (!bench_is_free()) return refuse(refusal_of('other_job', meant.tote))
  opening.value = { state: 'asking', tote: meant.tote }
  const obstacle = await hand_in_first(meant.tote)
  if (obstacle === 'taken_back') {
    opening.value = { state: 'ready' }
    return
  }
  if (obstacle !== null) return refuse(obstacle)
  const answer = await claim_tote(meant.tote)
  const refusal = refusal_of_answer(meant.tote, answer)
  if (!answer.ok || refusal !== null) return refuse(refusal ?? refusal_of('fault', meant.tote))
  await take_job(answer.data)
  batch(() => {
    opening.value = { state: 'ready' }
    last_change.value = null
  })
  say('ok', 'ok')
}

/** The slip that has just closed the parcel, read a second time: a double trigger, not a mistake. */
function is_its_slip(raw: string): boolean {
  const { slip } = parcel_of(job.value)?.facts ?? { slip: null }
  return slip !== null && opening.value.state === 'ready' && slip_of(raw) === slip
}

/**
 * The parcel before must be with the server first: only the server knows whether its slip was free, and a
 * parcel that it gives back must not find another one on the bench.
 */
async function hand_in_first(tote: string): Promise<OpeningRefusal | 'taken_back' | null> {
  if (job.value === null) return null
  await all_is_kept()
  const is_handed_in = await all_is_handed_in()
  if (!bench_is_free() || job_lost.value !== null) return 'taken_back'
  if (is_handed_in) return null
  return refusal_of(connected.value ? 'unsent' : 'offline', tote)
}

/** Resolves when nothing is unsent any more (true), or when that takes too long (false). */
function all_is_handed_in(): Promise<boolean> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined
    const end = (is_handed_in: boolean) => {
      clearTimeout(timer)
      queueMicrotask(() => stop?.())
      resolve(is_handed_in)
    }
    const timer = setTimeout(() => end(false), HAND_IN_MS)
    stop = effect(() => {
      if (counts.value.stored === 0) end(true)
    })
  })
}

function refuse(refusal: OpeningRefusal): void {
  opening.value = { state: 'refused', refusal }
  say('ng', 'ng')
}

function say(tone: Tone, cue: Cue): void {
  station_answers.value = { count: station_answers.peek().count + 1, tone }
  give_cue(cue)
}

/** Remember which card each accepted scan counted on. Returns what ends it. */
export function follow_changes(): () => void {
  let before = parcel_of(job.peek())
  return effect(() => {
    const after = parcel_of(job.value)
    const is_same = before !== null && after !== null && before.task.id === after.task.id
    if (is_same && before !== null && after !== null) {
      const changed = line_changed(before.facts, after.facts)
      if (changed !== null) last_change.value = changed
    } else {
      last_change.value = null
    }
    before = after
  })
}
