// How goods and scans are called in words: pure, but for the language of the screen.
import type { Job, Product } from '../server_api'
import { display, type Scan } from '../vocabulary'
import { t, type Word } from '../words'
import { UNDO } from './undo'

/** As much of a name as leaves room for the variant behind it. */
const NAME_BESIDE_VARIANT = 26

/** Longer texts than this are cut: a page of text must not push the instruction off the screen. */
const SHOWN_LENGTH = 32

/** `M / ネイビー` as its tokens. */
export function tokens_of(variant: string): string[] {
  return variant
    .split(/[/／・,、]/)
    .map((token) => token.trim())
    .filter((token) => token !== '')
}

/** The product that a scan stands for in this job; null for none. */
export function product_in(job: Job, scan: Scan): Product | null {
  return scan.product === null ? null : (job.products[String(scan.product)] ?? null)
}

/** A product by its name; beside one of the same name by what tells them apart, its size or colour. */
export function product_words(product: Product, beside: Product | null): string {
  const is_twin = beside !== null && beside.id !== product.id && beside.name === product.name
  if (is_twin && product.variant !== '') return product.variant
  if (product.variant === '') return product.name
  // The variant stands last and must be seen, however long the name is.
  return `${shortened(product.name, NAME_BESIDE_VARIANT)} ${product.variant}`
}

/** What was read, as the worker can compare it with what is in the hand (`beside`: the goods expected). */
export function read_words(job: Job, scan: Scan, raw: string, beside: Product | null): string {
  const product = product_in(job, scan)
  if (product !== null) return product_words(product, beside)
  if (scan.code === UNDO) return t('goods.undo')
  if (scan.kind === 'quantity') return t('goods.kind.quantity', { code: scan.quantity })
  if (scan.kind === 'day') return t('goods.kind.day', { code: scan.expires_on ?? '' })
  const code = printable(scan.code === '' ? raw : as_printed(scan.code))
  const key: Word = `goods.kind.${scan.kind}`
  return t(key, { code: code === '' ? t('verdict.nothing_read') : code })
}

/** Product codes are kept with leading zeros; on the article stand thirteen or eight digits. */
function as_printed(code: string): string {
  if (!/^[0-9]{14}$/.test(code)) return display(code)
  return code.replace(/^(?:000000|0)/, '')
}

/** Control characters of a scanner must not reach the screen. */
function printable(text: string): string {
  const shown = [...text].filter((letter) => letter >= ' ' && letter !== '\u007f')
  return shortened(shown.join(''), SHOWN_LENGTH)
}

function shortened(text: string, length: number): string {
  const letters = [...text]
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : text
}
