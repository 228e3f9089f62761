// What a worker sees of a move, worked out from the job: pure, so that every screen can be tested.
import type { Job, Product } from '../server_api'
import { display } from '../vocabulary'
import type { GoodsFacts, MoveFacts } from './facts'

/** The steps of flow.json. */
export type Step = 'take_goods' | 'put_down' | 'say_lot' | 'move_done'

/** Goods of the place as they are shown. */
export type GoodsView = {
  product: Product | null
  lot: string | null
  /** Pieces that still lie here, with those in the hand. */
  here: number
  /** Of those the pieces that may go: the others are promised to orders. */
  free: number
  hand: number
  /** Where they are best put, as people call it, and why as a code. */
  goes_to: { place: string; because: string } | null
}

export function facts_of(job: Job): MoveFacts {
  return job.facts as unknown as MoveFacts
}

export function step_of(job: Job): Step {
  return job.step as Step
}

/** Where the goods come from, as people call it. */
export function place_of(job: Job): { place: string; zone: string } {
  const { place } = facts_of(job)
  const shown = job.places[place]
  return { place: shown?.display ?? display(place), zone: shown?.zone ?? '' }
}

export function goods_view(job: Job, goods: GoodsFacts): GoodsView {
  return {
    product: job.products[String(goods.product)] ?? null,
    lot: goods.lot,
    here: goods.lay - goods.moved,
    free: goods.free - goods.moved,
    hand: goods.hand,
    goes_to: goods.goes_to && { ...goods.goes_to, place: display(goods.goes_to.place) },
  }
}

/** Whether goods are put where the house wants them (put_away, replenish) or wherever one likes (move). */
export function aim_of(job: Job): string {
  return facts_of(job).aim
}

/** How many pieces are still to be brought; null where nobody has asked for any. */
export function still_wanted(job: Job): number | null {
  const { wanted, goods } = facts_of(job)
  if (wanted === null) return null
  return Math.max(0, wanted - goods.reduce((sum, { moved }) => sum + moved, 0))
}

/** What still lies here, by product and lot. */
export function lying_here(job: Job): GoodsView[] {
  return facts_of(job)
    .goods.map((goods) => goods_view(job, goods))
    .filter(({ here }) => here > 0)
}

/** The goods that were scanned last, whose count can be typed. */
export function counted_goods(job: Job): GoodsView | null {
  const { at, goods } = facts_of(job)
  const counted = at === null ? undefined : goods[at]
  return counted === undefined ? null : goods_view(job, counted)
}

/** What else is in the hand. */
export function goods_beside(job: Job): GoodsView[] {
  const { at, goods } = facts_of(job)
  return goods.filter(({ hand }, nth) => hand > 0 && nth !== at).map((one) => goods_view(job, one))
}

/** The lots of which one has to be said. */
export function lots_asked(job: Job): GoodsView[] {
  const { asked, goods } = facts_of(job)
  return goods.filter(({ product }) => product === asked.product).map((one) => goods_view(job, one))
}

/** How many pieces of how many kinds of goods were put down elsewhere. */
export function moved_so_far(job: Job): { pieces: number; kinds: number } {
  const moved = facts_of(job).goods.filter((goods) => goods.moved > 0)
  const products = new Set(moved.map(({ product }) => product))
  return { pieces: moved.reduce((sum, goods) => sum + goods.moved, 0), kinds: products.size }
}

/** Where goods were put down with the last scan; null when it was another. */
export function put_down_last(job: Job): { place: string; pieces: number } | null {
  const { last } = facts_of(job)
  if (last.did !== 'put_down' || last.target === null) return null
  return { place: display(last.target), pieces: last.laid.reduce((sum, n) => sum + n, 0) }
}
