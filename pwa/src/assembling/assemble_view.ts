// What a worker sees of an assembly, worked out from the job: pure, so that every screen can be tested.
import type { Job, Product } from '../server_api'
import { display } from '../vocabulary'
import {
  type AssemblyFacts,
  is_open,
  kits_taken,
  loose_due,
  loose_of,
  parts_over,
  possible_kits,
} from './facts'

/** The steps of flow.json. */
export type Step =
  | 'find_place'
  | 'take_parts'
  | 'make_kits'
  | 'sort_parts'
  | 'say_lot'
  | 'say_day'
  | 'put_back'
  | 'lay_back'
  | 'assembly_done'

/** Parts on a shelf as they are shown: how many are in the hand of how many. */
export type PartView = {
  nth: number
  product: Product | null
  lot: string | null
  /** The shelf as people call it. */
  place: string
  zone: string
  done: number
  of: number
}

export function facts_of(job: Job): AssemblyFacts {
  return job.facts as unknown as AssemblyFacts
}

export function step_of(job: Job): Step {
  return job.step as Step
}

function product_of(job: Job, id: number): Product | null {
  return job.products[String(id)] ?? null
}

export function kit_of(job: Job): Product | null {
  return product_of(job, facts_of(job).kit)
}

function part_view(job: Job, nth: number, done: number, of: number): PartView[] {
  const part = facts_of(job).parts[nth]
  if (part === undefined) return []
  const { product, lot, place } = part
  return [
    {
      nth,
      product: product_of(job, product),
      lot,
      place: job.places[place]?.display ?? display(place),
      zone: job.places[place]?.zone ?? '',
      done,
      of,
    },
  ]
}

/** What is still to be taken, in the order of the walk. */
export function parts_to_take(job: Job): PartView[] {
  return facts_of(job).parts.flatMap((part, nth) =>
    is_open(part) ? part_view(job, nth, part.taken, part.wanted) : [],
  )
}

/** What is still to be brought back, in the order of the walk. */
export function parts_to_bring(job: Job): PartView[] {
  const facts = facts_of(job)
  return parts_over(facts).flatMap((over, nth) => {
    const back = facts.parts[nth]?.back ?? 0
    return over > 0 ? part_view(job, nth, back, back + over) : []
  })
}

/** The parts before which the worker stands. */
export function part_here(job: Job): PartView | null {
  const { at } = facts_of(job)
  const parts = step_of(job) === 'lay_back' ? parts_to_bring(job) : parts_to_take(job)
  return parts.find(({ nth }) => nth === at) ?? null
}

/** How many kits are counted or put down, of how many that the parts come to. */
export function kits_so_far(job: Job): { hand: number; made: number; of: number } {
  const facts = facts_of(job)
  return { hand: facts.hand, made: facts.made, of: possible_kits(facts) }
}

export const is_apart = (job: Job) => facts_of(job).apart === true

/** Parts that came out of kits: how many are in the hand, lie on a shelf again, and how many came. */
export type LooseView = {
  product: Product | null
  /** Of what is in the hand, or asked about. */
  lot: string | null
  hand: number
  laid: number
  of: number
}

export function loose_parts(job: Job): LooseView[] {
  const facts = facts_of(job)
  const due = loose_due(facts)
  return loose_of(facts).map(({ product, lot, hand, laid }, nth) => ({
    product: product_of(job, product),
    lot: lot ?? null,
    hand,
    laid,
    of: laid + (due[nth] ?? 0),
  }))
}

/** The parts that were counted and lie nowhere yet. */
export const loose_in_hand = (job: Job) => loose_parts(job).find(({ hand }) => hand > 0) ?? null

/** The part whose lot or day is asked. */
export const loose_asked = (job: Job) =>
  loose_parts(job)[loose_of(facts_of(job)).findIndex(({ asked }) => asked > 0)] ?? null

/** How many kits are done: put down, or taken apart. */
export function kits_done(job: Job): number {
  const facts = facts_of(job)
  return is_apart(job) ? kits_taken(facts) : facts.made
}

/** Pieces that should have come out of kits and did not. */
export const missing_from_kits = (job: Job) =>
  loose_due(facts_of(job)).reduce((pieces, due) => pieces + due, 0)

/** What is in one kit. */
export function recipe_of(job: Job): { product: Product | null; pieces: number }[] {
  return facts_of(job).recipe.map(({ product, pieces }) => ({
    product: product_of(job, product),
    pieces,
  }))
}

/** Where kits were put down with the last scan; null when it was another. */
export function put_down_last(job: Job): { place: string; kits: number } | null {
  const { last } = facts_of(job)
  if (last.did !== 'put_down' || last.target === null) return null
  return { place: display(last.target), kits: last.pieces }
}

/** Whether a shelf has too little by the book, so that it is counted. */
export function is_doubtful(job: Job): boolean {
  return facts_of(job).parts.some(({ short, lost }) => short > 0 || lost > 0)
}
