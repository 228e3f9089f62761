// What the band says: the next deed and the last verdict. Pure.
import type { Tone } from '../interface'
import type { LastVerdict } from '../work'
import { unnamed_line } from './decisions'
import type { ParcelJob } from './parcel'
import { left_to_verify } from './parcel'

export type StageName = 'items' | 'flyers' | 'slip'

export type StageState = { name: StageName; state: 'done' | 'now' | 'later'; left: number }

/** Goods, flyers, slip: what is done, what comes now, how much is left of each. */
export function stages_of(job: ParcelJob): StageState[] {
  const left = left_to_verify(job.facts)
  // A piece is not done before its serial number is recorded.
  const unnamed = unnamed_line(job.facts) === null ? 0 : 1
  const slips = job.facts.slip === null ? 1 : 0
  const all: { name: StageName; left: number }[] = [
    { name: 'items', left: left.items + unnamed },
    { name: 'flyers', left: left.flyers },
    { name: 'slip', left: slips },
  ]
  const now = all.find((stage) => stage.left > 0)
  return all
    .filter((stage) => stage.name !== 'flyers' || has_flyers(job))
    .map((stage) => ({
      ...stage,
      state: stage.left === 0 ? 'done' : stage === now ? 'now' : 'later',
    }))
}

/** The deed that comes next. */
export function next_stage(job: ParcelJob): StageName {
  return stages_of(job).find((stage) => stage.state === 'now')?.name ?? 'slip'
}

/** Whether the last verdict still holds the screen: a refusal does until the right scan. */
export function band_tone(last: Pick<LastVerdict, 'tone'> | null): Tone | 'next' {
  return last === null ? 'next' : last.tone
}

function has_flyers(job: ParcelJob): boolean {
  return job.facts.flyers.some((flyer) => flyer.wanted > 0)
}
