// What the packer sees of one parcel, worked out from the job: pure, so that every card can be tested.
import type { FlyerShown, OrderShown, Product, RackSlotShown, TaskInHand } from '../server_api'
import { display } from '../vocabulary'
import type { Language } from '../words'
import { unnamed_line } from './decisions'
import type { PackFacts } from './facts'

/** The job in hand, as far as the packing screens draw it. */
export type ParcelJob = {
  task: Pick<TaskInHand, 'id' | 'tote' | 'due_at' | 'carrier_name'>
  step: string
  facts: PackFacts
  products: Record<string, Product>
  order: OrderShown
  flyers: FlyerShown[]
  /** The whole flyer rack. */
  rack_slots: RackSlotShown[]
}

/** `short`: nothing of it comes, a supervisor has agreed (欠品). */
export type CardState = 'waiting' | 'counting' | 'complete' | 'short'

export type ItemCard = {
  line: number
  product: Product | null
  /** Size, colour and the like, one token each. */
  tokens: string[]
  /** Another item of this parcel has the same name: the tokens tell them apart. */
  has_twin: boolean
  lot: string | null
  wanted_pieces: number
  packed_pieces: number
  /** The serial numbers of the pieces that are in; null where none are wanted. */
  serials: readonly string[] | null
  /** The piece that was counted last waits for its serial number. */
  lacks_serial: boolean
  state: CardState
}

export type FlyerCard = {
  line: number
  product: Product | null
  reason: string
  place: string | null
  wanted_pieces: number
  inserted_pieces: number
  state: CardState
  /** Its own code, by which alone it goes in; it is printed for this parcel. */
  code: string | null
}

/** How large the cards may be drawn so that everything fits without scrolling, as long as it can. */
export type Density = 'single' | 'large' | 'medium' | 'compact'

export type Left = { items: number; flyers: number; pieces: number; whole_pieces: number }

/** The carrier as this screen's language calls it; its code where nobody gave it a name. */
export function carrier_called(job: ParcelJob, language: Language): string {
  return job.task.carrier_name?.[language] ?? job.order.carrier
}

/** The items in the order of the parcel. */
export function item_cards(job: ParcelJob): ItemCard[] {
  const names = job.facts.items.map((item) => job.products[String(item.product)]?.name)
  const unnamed = unnamed_line(job.facts)
  return job.facts.items.map((item, nth) => {
    const product = job.products[String(item.product)] ?? null
    return {
      line: item.line,
      product,
      tokens: variant_tokens(product?.variant ?? ''),
      has_twin: product !== null && names.filter((name) => name === product.name).length > 1,
      lot: item.lot === '' ? null : item.lot,
      wanted_pieces: item.wanted,
      packed_pieces: item.packed,
      serials: item.serials ?? null,
      lacks_serial: nth === unnamed,
      state: nth === unnamed ? 'counting' : card_state(item.packed, item.wanted),
    }
  })
}

/** The flyers this parcel must get, each with why and from where, in the words of the screen's language. */
export function flyer_cards(job: ParcelJob, language: Language): FlyerCard[] {
  // A flyer that a supervisor has waived wants nothing and is of this parcel no more.
  const wanted = job.facts.flyers.filter((flyer) => flyer.wanted > 0)
  return wanted.map((flyer) => {
    const told = job.flyers.find((known) => known.line === flyer.line)
    return {
      line: flyer.line,
      product: job.products[String(flyer.product)] ?? null,
      reason: (language === 'ja' ? told?.reason_ja : told?.reason_en) ?? '',
      place: told?.place == null ? null : display(told.place),
      wanted_pieces: flyer.wanted,
      inserted_pieces: flyer.inserted,
      state: card_state(flyer.inserted, flyer.wanted),
      code: flyer.code ?? null,
    }
  })
}

/** Small parcels stay where they are; in a long list what is done makes room for what is not. */
export function in_reading_order<Card extends { state: CardState }>(
  cards: Card[],
  density: Density,
): Card[] {
  if (density !== 'compact') return cards
  const is_open = ({ state }: Card) => state === 'waiting' || state === 'counting'
  return [...cards.filter(is_open), ...cards.filter((card) => !is_open(card))]
}

/**
 * The line to look at after a scan: the one it counted on. In a long list a complete card has gone down;
 * then the first that is still open, for that is what the hands look for.
 */
export function line_in_sight(cards: ItemCard[], density: Density, last_line: number | null) {
  const last = cards.find((card) => card.line === last_line)
  if (last === undefined) return null
  if (density !== 'compact' || last.state !== 'complete') return last.line
  return in_reading_order(cards, density)[0]?.line ?? null
}

/** One that fills the bench, two big cards, up to four middle ones, then a list. */
export function density_for(cards: number): Density {
  if (cards <= 1) return 'single'
  if (cards === 2) return 'large'
  return cards <= 4 ? 'medium' : 'compact'
}

/** Pieces of goods and sheets of flyers that still have to be seen by a scan. */
export function left_to_verify(facts: PackFacts): Left {
  const items = facts.items.reduce((sum, item) => sum + item.wanted - item.packed, 0)
  const flyers = facts.flyers.reduce((sum, flyer) => sum + flyer.wanted - flyer.inserted, 0)
  const whole_pieces =
    facts.items.reduce((sum, item) => sum + item.wanted, 0) +
    facts.flyers.reduce((sum, flyer) => sum + flyer.wanted, 0)
  return { items, flyers, pieces: items + flyers, whole_pieces }
}

/** `ブルー / M` → two tokens. */
export function variant_tokens(variant: string): string[] {
  return variant
    .split(/\s*[/／・,、|]\s*/)
    .map((token) => token.trim())
    .filter((token) => token !== '')
}

/** A product code in two parts, so that the eye can compare the last four digits. */
export function code_parts(code: string): { head: string; tail: string } {
  if (!/^[0-9]{8,14}$/.test(code)) return { head: '', tail: code }
  // A GTIN-14 that is only a padded JAN is shown as it is printed on the article.
  const printed = /^0[0-9]{13}$/.test(code) ? code.slice(1) : code
  return { head: printed.slice(0, -4), tail: printed.slice(-4) }
}

function card_state(done: number, wanted: number): CardState {
  if (wanted === 0) return 'short'
  if (done >= wanted) return 'complete'
  return done > 0 ? 'counting' : 'waiting'
}
