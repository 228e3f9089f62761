// What a worker sees of a count, worked out from the job: pure, so that every screen can be tested.
import type { Job, Product } from '../server_api'
import { display } from '../vocabulary'
import type { CountedFacts, CountFacts } from './facts'

/** The steps of flow.json. */
export type Step = 'find_place' | 'count_goods' | 'say_lot' | 'confirm_empty' | 'count_done'

/** Counted goods as they are shown. */
export type CountedView = { product: Product | null; lot: string | null; pieces: number }

export function facts_of(job: Job): CountFacts {
  return job.facts as unknown as CountFacts
}

export function step_of(job: Job): Step {
  return job.step as Step
}

/** The place that is counted, as people call it. */
export function place_of(job: Job): { place: string; zone: string } {
  const { place } = facts_of(job)
  const shown = job.places[place]
  return { place: shown?.display ?? display(place), zone: shown?.zone ?? '' }
}

function counted_view(job: Job, { product, lot, pieces }: CountedFacts): CountedView {
  return { product: product_of(job, product), lot, pieces }
}

function product_of(job: Job, id: number | null): Product | null {
  return id === null ? null : (job.products[String(id)] ?? null)
}

/** The goods that were scanned last, whose count can be typed. */
export function counted_goods(job: Job): CountedView | null {
  const { at, lines } = facts_of(job)
  const line = at === null ? undefined : lines[at]
  return line === undefined ? null : counted_view(job, line)
}

/** What else was counted here, the newest first. */
export function counted_beside(job: Job): CountedView[] {
  const { at, lines } = facts_of(job)
  return lines
    .filter((_, nth) => nth !== at)
    .map((line) => counted_view(job, line))
    .reverse()
}

/** The goods whose lot has to be said. */
export function goods_asked(job: Job): Product | null {
  return product_of(job, facts_of(job).asked.product)
}

/** The one product that is counted; null when all that lies here is. */
export function only_product(job: Job): Product | null {
  return product_of(job, facts_of(job).only)
}

/** How many pieces of how many kinds of goods were counted. */
export function counted_so_far(job: Job): { pieces: number; kinds: number } {
  const { lines } = facts_of(job)
  const products = new Set(lines.map(({ product }) => product))
  return { pieces: lines.reduce((sum, { pieces }) => sum + pieces, 0), kinds: products.size }
}
