// What a worker sees of a receipt, worked out from the job: pure, so that every screen can be tested.
import type { Job, Product } from '../server_api'
import { display } from '../vocabulary'
import type { ReceivedFacts, ReceiveFacts } from './facts'

/** The steps of flow.json. */
export type Step = 'receive_goods' | 'confirm_extra' | 'say_lot' | 'say_day' | 'receive_done'

/** Received goods as they are shown. */
export type ReceivedView = {
  product: Product | null
  lot: string | null
  expires_on: string | null
  damaged: boolean
  pieces: number
}

/** A product of the notice: how much came with this receipt, and how much was still to come. */
export type ExpectedView = { product: Product | null; came: number; of: number }

export function facts_of(job: Job): ReceiveFacts {
  return job.facts as unknown as ReceiveFacts
}

export function step_of(job: Job): Step {
  return job.step as Step
}

/** The dock, as people call it. */
export function dock_of(job: Job): string {
  return display(facts_of(job).place)
}

function product_of(job: Job, id: number | null): Product | null {
  return id === null ? null : (job.products[String(id)] ?? null)
}

function received_view(job: Job, line: ReceivedFacts): ReceivedView {
  const { product, ...rest } = line
  return { ...rest, product: product_of(job, product) }
}

/** The goods that were scanned last, whose count can be typed. */
export function received_last(job: Job): ReceivedView | null {
  const { at, lines } = facts_of(job)
  const line = at === null ? undefined : lines[at]
  return line === undefined ? null : received_view(job, line)
}

/** How many pieces of the goods scanned last have come, of how many; null where none were announced. */
export function progress_of_last(job: Job): { came: number; of: number } | null {
  const { at, lines, expected } = facts_of(job)
  const line = at === null ? undefined : lines[at]
  const announced = expected.find(({ product }) => product === line?.product)
  if (line === undefined || announced === undefined) return null
  return { came: came_of(facts_of(job), line.product), of: announced.pieces }
}

function came_of({ lines }: ReceiveFacts, product: number): number {
  return lines.reduce((sum, line) => sum + (line.product === product ? line.pieces : 0), 0)
}

/** What the notice waits for, what is still missing first. */
export function expected_goods(job: Job): ExpectedView[] {
  const facts = facts_of(job)
  return facts.expected
    .map(({ product, pieces }) => ({
      product: product_of(job, product),
      came: came_of(facts, product),
      of: pieces,
    }))
    .sort((one, other) => Number(one.came >= one.of) - Number(other.came >= other.of))
}

/** What else came in with this receipt, the newest first. */
export function received_beside(job: Job): ReceivedView[] {
  const { at, lines } = facts_of(job)
  return lines
    .filter((_, nth) => nth !== at)
    .map((line) => received_view(job, line))
    .reverse()
}

/** The goods of which lot or day has to be said, or of which it is asked whether they come in. */
export function goods_asked(job: Job): { product: Product | null; lot: string | null } {
  const { product, lot } = facts_of(job).asked
  return { product: product_of(job, product), lot }
}

/** Whether anything of the notice is still missing. */
export function is_incomplete(job: Job): boolean {
  return expected_goods(job).some(({ came, of }) => came < of)
}

/** How many pieces of how many kinds came in, and how many of them apart. */
export function received_so_far(job: Job): { pieces: number; kinds: number; damaged: number } {
  const lines = facts_of(job).lines.filter(({ pieces }) => pieces > 0)
  return {
    pieces: lines.reduce((sum, { pieces }) => sum + pieces, 0),
    kinds: new Set(lines.map(({ product }) => product)).size,
    damaged: lines.reduce((sum, line) => sum + (line.damaged ? line.pieces : 0), 0),
  }
}
