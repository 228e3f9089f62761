// What a worker sees of a return, worked out from the job: pure, so that every screen can be tested.
import type { Job, Product } from '../server_api'
import type { Grade, ReturnedFacts, ReturnFacts } from './facts'

/** The steps of flow.json. */
export type Step = 'return_goods' | 'say_lot' | 'say_serial' | 'say_reason' | 'return_done'

/** Goods that came back, as they are shown. */
export type ReturnedView = {
  product: Product | null
  lot: string | null
  grade: Grade
  pieces: number
  /** The number of the piece that was scanned last; null where nobody asks. */
  serial: string | null
}

/** A product of the order: how much came back now, and how much may. */
export type SentView = { product: Product | null; came: number; of: number }

export function facts_of(job: Job): ReturnFacts {
  return job.facts as unknown as ReturnFacts
}

export function step_of(job: Job): Step {
  return job.step as Step
}

function product_of(job: Job, id: number | null): Product | null {
  return id === null ? null : (job.products[String(id)] ?? null)
}

function returned_view(job: Job, line: ReturnedFacts): ReturnedView {
  const { lot, grade, pieces, serials } = line
  const serial = serials?.at(-1) ?? null
  return { product: product_of(job, line.product), lot, grade, pieces, serial }
}

/** The goods that were scanned last, whose count can be typed. */
export function returned_last(job: Job): ReturnedView | null {
  const { at, lines } = facts_of(job)
  const line = at === null ? undefined : lines[at]
  return line === undefined ? null : returned_view(job, line)
}

/** How many pieces of the goods scanned last are back, in whatever grade, of how many that were sent. */
export function progress_of_last(job: Job): { came: number; of: number } {
  const facts = facts_of(job)
  const line = facts.at === null ? undefined : facts.lines[facts.at]
  if (line === undefined) return { came: 0, of: 0 }
  return { came: came_of(facts, line.product), of: sent_of(facts, line.product) }
}

const came_of = ({ lines }: ReturnFacts, product: number) =>
  lines.reduce((sum, line) => sum + (line.product === product ? line.pieces : 0), 0)

const sent_of = ({ shipped }: ReturnFacts, product: number) =>
  shipped.reduce((sum, one) => sum + (one.product === product ? one.pieces : 0), 0)

/** What the order was sent and may come back, what is not back yet first. */
export function sent_goods(job: Job): SentView[] {
  const facts = facts_of(job)
  return [...new Set(facts.shipped.map(({ product }) => product))]
    .map((product) => ({
      product: product_of(job, product),
      came: came_of(facts, product),
      of: sent_of(facts, product),
    }))
    .sort((one, other) => Number(one.came >= one.of) - Number(other.came >= other.of))
}

/** What else came back with this return, the newest first. */
export function returned_beside(job: Job): ReturnedView[] {
  const { at, lines } = facts_of(job)
  return lines
    .filter((line, nth) => nth !== at && line.pieces > 0)
    .map((line) => returned_view(job, line))
    .reverse()
}

/** The goods whose lot or serial number has to be said. */
export function goods_asked(job: Job): Product | null {
  return product_of(job, facts_of(job).asked.product)
}

/** How many pieces came back, by grade. */
export function pieces_by_grade(job: Job): Record<Grade, number> {
  const pieces = { good: 0, damaged: 0, held: 0 }
  for (const line of facts_of(job).lines) pieces[line.grade] += line.pieces
  return pieces
}
