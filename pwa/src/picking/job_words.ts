// The words around a scan of a cart job: what was read, what would have been right.
import type { Job, JobFacts, Product } from '../server_api'
import { display, type Scan } from '../vocabulary'
import { t, t_code, type Word } from '../words'
import { type JobWords, label_texts, product_texts } from '../work'
import { facts_of, line_in_hand, step_of } from './cart_view'
import { SHORT_REASONS } from './decisions'

/** Longer texts than this are cut: a page of text must not push the instruction off the screen. */
const SHOWN_LENGTH = 32

export const pick_words: JobWords = {
  expected_labels: (job) => {
    const line = line_in_hand(job)?.line
    const facts = facts_of(job)
    const codes_of_line = Object.keys(job.codes).filter(
      (code) => job.codes[code]?.product === line?.product,
    )
    if (line === undefined) return []
    return [
      ...label_texts([line.place, ...SHORT_REASONS.keys()]),
      ...label_texts(facts.totes.filter((tote) => tote !== null)),
      ...product_texts(codes_of_line),
    ]
  },
  typed_codes: (job) => [
    ...Object.keys(job.places),
    ...facts_of(job).totes.filter((tote) => tote !== null),
  ],
  expected_words,
  read_words,
  finishes: (before, step, facts) => finishes(before, step, facts),
}

function finishes(before: Job, step: string, facts: JobFacts): 'line' | 'job' | null {
  if (step === 'cart_done') return 'job'
  return facts_of({ ...before, facts }).at > facts_of(before).at ? 'line' : null
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
      return view?.product == null ? null : product_words(view.product, product_of(job, scan))
    case 'put_in_tote':
      return view?.tote == null ? null : tote_words(view.tote, view.slot)
    default:
      return null
  }
}

function tote_words(tote: string, slot: number): string {
  return `${tote} (${t('pick.slot', { slot: slot + 1 })})`
}

function product_of(job: Job, scan: Scan): Product | null {
  return scan.product === null ? null : (job.products[String(scan.product)] ?? null)
}

/** A product by its name; beside one of the same name by what tells them apart, its size or colour. */
function product_words(product: Product, beside: Product | null): string {
  const is_twin = beside !== null && beside.id !== product.id && beside.name === product.name
  if (is_twin && product.variant !== '') return product.variant
  return [product.name, product.variant].filter((part) => part !== '').join(' ')
}

/** What was read, as the worker can compare it with what is in the hand. */
function read_words(job: Job, scan: Scan, raw: string): string {
  const product = product_of(job, scan)
  if (product !== null) return product_words(product, line_in_hand(job)?.product ?? null)
  const reason = SHORT_REASONS.get(scan.code)
  if (reason !== undefined) return t_code('pick.command', reason)
  const code = printable(scan.code === '' ? raw : as_printed(scan.code))
  const said = code === '' ? t('verdict.nothing_read') : code
  const key: Word = `pick.kind.${scan.kind}`
  return t(key, { code: said })
}

/** Product codes are kept with leading zeros; on the article stand thirteen or eight digits. */
function as_printed(code: string): string {
  if (!/^[0-9]{14}$/.test(code)) return display(code)
  return code.replace(/^(?:000000|0)/, '')
}

/** Control characters of a scanner must not reach the screen. */
function printable(text: string): string {
  const shown = [...text].filter((letter) => letter >= ' ' && letter !== '\u007f')
  return shown.length > SHOWN_LENGTH ? `${shown.slice(0, SHOWN_LENGTH).join('')}…` : shown.join('')
}
