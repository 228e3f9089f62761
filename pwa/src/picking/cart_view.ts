// What the picker sees of a cart job, worked out from the job: pure, so that every screen can be tested.
import type { Job, PlaceShown, Product } from '../server_api'
import { display, label_of } from '../vocabulary'
import {
  current_line,
  type LineFacts,
  line_going_back,
  open_line_from,
  type PickFacts,
} from './decisions'

/** The steps of flow.json; a step of a newer table is shown as the end of what this app knows. */
export type Step =
  | 'take_cart'
  | 'load_totes'
  | 'find_place'
  | 'take_item'
  | 'put_in_tote'
  | 'put_back'
  | 'cart_done'

/** One line as it is shown: place, goods, count, tote. */
export type LineView = {
  line: LineFacts
  place: string
  /** Empty where the place belongs to none. */
  zone: string
  product: Product | null
  tote: string | null
  slot: number
  /** Pieces that this line is about: those wanted less those reported short. */
  wanted_pieces: number
}

/** One slot of the cart, as the slot picture draws it. */
export type SlotView = { slot: number; tote: string | null; is_current: boolean }

export function facts_of(job: Job): PickFacts {
  return job.facts as unknown as PickFacts
}

export function step_of(job: Job): Step {
  return job.step as Step
}

/** The line in hand, or null before the walk begins and after it ends. */
export function line_in_hand(job: Job): LineView | null {
  const facts = facts_of(job)
  if (job.step === 'put_back') {
    const back = line_going_back(facts)
    return back === null ? null : line_view(job, back)
  }
  const is_walking = ['find_place', 'take_item', 'put_in_tote'].includes(job.step)
  return is_walking ? line_view(job, current_line(facts)) : null
}

/** The line after the one in hand; null at the last. While the cart is loaded: the first of the walk. */
export function next_line(job: Job): LineView | null {
  const facts = facts_of(job)
  const is_loading = job.step === 'take_cart' || job.step === 'load_totes'
  const is_back = job.step === 'put_back'
  const line =
    facts.lines[is_loading ? 0 : is_back ? facts.at : open_line_from(facts, facts.at + 1)]
  return line === undefined || job.step === 'cart_done' ? null : line_view(job, line)
}

/** A line with its place, goods and tote. */
export function line_view(job: Job, line: LineFacts): LineView {
  const shown: PlaceShown | undefined = job.places[line.place]
  const product = job.products[String(line.product)] ?? null
  return {
    line,
    place: shown?.display ?? display(line.place),
    zone: shown?.zone ?? '',
    product,
    tote: facts_of(job).totes[line.slot] ?? null,
    slot: line.slot,
    wanted_pieces: line.wanted - line.short,
  }
}

/** The slots of the cart; the current one is where the next tote goes, or where the goods in hand belong. */
export function slots_of(job: Job): SlotView[] {
  const { totes } = facts_of(job)
  const current = job.step === 'load_totes' ? totes.indexOf(null) : (line_in_hand(job)?.slot ?? -1)
  return totes.map((tote, slot) => ({ slot, tote, is_current: slot === current }))
}

/** How a cart's slots stand: two shelves from four totes on, as most carts are built. */
export function columns_of(slots: number): number {
  return slots <= 3 ? slots : Math.ceil(slots / 2)
}

/** Lines that are settled, and all of them. */
export function progress_of(job: Job): { done: number; all: number } {
  const { at, lines } = facts_of(job)
  const walked = lines.filter((line) => !line.dropped)
  const behind = lines.slice(0, at).filter((line) => !line.dropped)
  return { done: job.step === 'cart_done' ? walked.length : behind.length, all: walked.length }
}

/** Whether pieces can be reported short here: at the shelf, with something still to take. */
export function can_be_short(job: Job): boolean {
  return job.step === 'find_place' || job.step === 'take_item'
}

/** Whether nobody may take the lot that the picker was sent for. */
export function is_blocked(job: Job): boolean {
  const line = line_in_hand(job)?.line
  return line !== undefined && facts_of(job).blocked.includes(line.line)
}

/** The label of the command for a reason; the button is the same as scanning it from the command sheet. */
export function short_label(
  reason: 'none' | 'damaged' | 'wrong' | 'unreadable' | 'blocked',
): string {
  return label_of(`X-SHORT-${reason.toUpperCase()}`)
}
