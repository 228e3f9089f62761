// What was read and what would have been right, for the line 「読取 … / 正 …」. Pure.
import type { Product } from '../server_api'
import { unnamed_line } from './decisions'
import type { PackFacts } from './facts'
import { left_to_verify, type ParcelJob } from './parcel'

/** What the scan said: a product we know, or the bare text of the label. */
export type Read = { product: Product | null; text: string }

/** What the next right scan is. */
export type Expected =
  | { is: 'items'; products: Product[]; pieces: number }
  | { is: 'flyers'; products: Product[]; pieces: number }
  | { is: 'serial'; product: Product | null }
  | { is: 'slip'; slip: string | null }
  | { is: 'tote' }
  | { is: 'waiting_tote' }

export type ScanSeen = { code: string; product: number | null; lot: string | null }

/** What the scan said, in a form that the packer can compare with what is in the hand. */
export function what_was_read(job: ParcelJob | null, scan: ScanSeen | null, raw: string): Read {
  const product = scan?.product == null ? null : (job?.products[String(scan.product)] ?? null)
  const text = scan === null || scan.code === '' ? printable(raw) : scan.code
  return { product, text }
}

/** The right scan at this step: goods first, then flyers, then the slip. */
export function what_is_expected(job: ParcelJob): Expected {
  if (job.step === 'scan_slip') return { is: 'slip', slip: job.facts.slip_expected || null }
  if (job.step === 'record_serial') return { is: 'serial', product: product_to_name(job) }
  if (job.step !== 'verify_contents') return { is: 'tote' }
  const left = left_to_verify(job.facts)
  if (left.items > 0) {
    return { is: 'items', products: open_items(job), pieces: left.items }
  }
  return { is: 'flyers', products: open_flyers(job), pieces: left.flyers }
}

const ABOUT_FLYERS = new Set([
  'other_flyer',
  'other_letter',
  'letter_code_expected',
  'letter_not_printed',
])

/** The right scan after a refusal: someone who holds a flyer wants to know which flyer. */
export function what_was_expected(job: ParcelJob, because: string): Expected {
  const flyers = open_flyers(job)
  const about_flyers = ABOUT_FLYERS.has(because)
  if (about_flyers && flyers.length > 0) {
    return { is: 'flyers', products: flyers, pieces: left_to_verify(job.facts).flyers }
  }
  return what_is_expected(job)
}

/** The line of the parcel that the last scan changed, or null: the card to bring into sight. */
export function line_changed(before: PackFacts | null, after: PackFacts): Changed | null {
  for (const item of after.items) {
    const was = before?.items.find((known) => known.line === item.line)
    if (was === undefined) continue
    const is_named = was.serials?.length !== item.serials?.length
    if (is_named || was.packed !== item.packed) return { of: 'item', line: item.line }
  }
  for (const flyer of after.flyers) {
    const was = before?.flyers.find((known) => known.line === flyer.line)
    if (was !== undefined && was.inserted !== flyer.inserted) {
      return { of: 'flyer', line: flyer.line }
    }
  }
  return null
}

export type Changed = { of: 'item' | 'flyer'; line: number }

/** The goods of which a piece waits for its serial number. */
export function product_to_name({ facts, products }: ParcelJob): Product | null {
  const item = facts.items[unnamed_line(facts) ?? -1]
  return (item && products[String(item.product)]) ?? null
}

function open_items(job: ParcelJob): Product[] {
  const open = job.facts.items.filter((item) => item.packed < item.wanted)
  return known_products(job, open)
}

function open_flyers(job: ParcelJob): Product[] {
  const open = job.facts.flyers.filter((flyer) => flyer.inserted < flyer.wanted)
  return known_products(job, open)
}

function known_products(job: ParcelJob, lines: { product: number }[]): Product[] {
  const ids = [...new Set(lines.map((line) => line.product))]
  return ids.flatMap((id) => job.products[String(id)] ?? [])
}

/** Control characters of a scanner must not reach the screen, and a page of text must not push it away. */
function printable(raw: string): string {
  const shown = [...raw].filter((letter) => letter >= ' ' && letter !== '\u007f').join('')
  return shown.length > 40 ? `${shown.slice(0, 40)}…` : shown
}
