// The words around a scan of a cart job: what was read, what would have been right.
import { product_in, product_words, read_words, UNDO } from '../goods'
import type { Job, JobFacts } from '../server_api'
import type { Scan } from '../vocabulary'
import { t, t_code } from '../words'
import { type JobWords, label_texts, product_texts } from '../work'
import { facts_of, is_blocked, line_in_hand, step_of } from './cart_view'
import { ASIDE, SHORT_REASONS } from './decisions'

export const pick_words: JobWords = {
  expected_labels: (job) => {
    const line = line_in_hand(job)?.line
    const facts = facts_of(job)
    const codes_of_line = Object.keys(job.codes).filter(
      (code) => job.codes[code]?.product === line?.product,
    )
    if (line === undefined) return label_texts([UNDO])
    return [
      ...label_texts([line.place, UNDO, ASIDE, ...SHORT_REASONS.keys()]),
      ...label_texts(facts.totes.filter((tote) => tote !== null)),
      ...product_texts(codes_of_line),
    ]
  },
  typed_codes: (job) => [
    ...Object.keys(job.places),
    ...facts_of(job).totes.filter((tote) => tote !== null),
  ],
  expected_words,
  read_words: said_of,
  finishes: (before, step, facts) => finishes(before, step, facts),
  is_between_lines: (job) => step_of(job) === 'find_place',
  spoken_words,
  carried_over,
  news: async (before, after) => (await import('./news')).news(before, after),
}

function finishes(before: Job, step: string, facts: JobFacts): 'line' | 'job' | null {
  if (step === 'cart_done') return 'job'
  return facts_of({ ...before, facts }).at > facts_of(before).at ? 'line' : null
}

/** The cart is free again; its totes stand full at the packing stations. */
function carried_over(laid: Job, next: Job): Job {
  const { cart, totes } = facts_of(laid)
  const facts = facts_of(next)
  const loaded = totes.filter((tote) => tote !== null)
  const others = facts.totes_elsewhere.filter((tote) => !loaded.includes(tote))
  return {
    ...next,
    facts: {
      ...facts,
      carts_elsewhere: facts.carts_elsewhere.filter((code) => code !== cart),
      totes_elsewhere: [...others, ...loaded],
    },
  }
}

/** What would have been right at this step. */
function expected_words(job: Job, scan: Scan): string | null {
  const view = line_in_hand(job)
  switch (step_of(job)) {
    case 'take_cart':
      return t('pick.expected.cart')
    case 'load_totes':
      return t('pick.expected.tote')
    case 'find_place':
      return view?.place ?? null
    case 'take_item':
      return is_blocked(job) ? t('pick.other_lot') : goods_words(job, scan)
    case 'put_back':
      return view !== null && view.line.back > 0 ? view.place : goods_words(job, scan)
    case 'put_in_tote':
      return view?.tote == null ? null : tote_words(view.tote, view.slot)
    default:
      return null
  }
}

function goods_words(job: Job, scan: Scan): string | null {
  const wanted = line_in_hand(job)?.product
  return wanted == null ? null : product_words(wanted, product_in(job, scan))
}

function tote_words(tote: string, slot: number): string {
  return `${tote} (${t('pick.slot', { slot: slot + 1 })})`
}

/** What was read, as the worker can compare it with what is in the hand. */
function said_of(job: Job, scan: Scan, raw: string): string {
  const reason = SHORT_REASONS.get(scan.code)
  if (reason !== undefined) return t_code('pick.command', reason)
  if (scan.code === ASIDE) return t('pick.aside')
  return read_words(job, scan, raw, line_in_hand(job)?.product ?? null)
}

/** The step as a voice says it: where to, how many, into which tote. */
function spoken_words(job: Job): string | null {
  const view = line_in_hand(job)
  if (view === null) return null
  const n = view.wanted_pieces
  if (step_of(job) === 'find_place') {
    return t('pick.spoken.place', { place: spoken_place(view.place), n })
  }
  if (step_of(job) !== 'put_in_tote') return null
  return t('pick.spoken.tote', { slot: view.slot + 1, n: view.line.picked - view.line.placed })
}

/** `A-01-03` as people say it: Aの1の3. */
function spoken_place(place: string): string {
  const parts = place.split('-').map((part) => part.replace(/^0+(?=[0-9])/, ''))
  return parts.join(t('pick.spoken.of'))
}
