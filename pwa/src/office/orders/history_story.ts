import { choose, display, item_code, read } from '../../vocabulary'
import type { HistoryEntry, Order } from '../answers'

/** What a reader wants to see of a history. */
export type Lens = 'all' | 'milestones' | 'refusals'
export const LENSES: readonly Lens[] = ['all', 'milestones', 'refusals']

export type ChapterName = 'order' | 'stock' | 'pick' | 'pack' | 'ship' | 'back' | 'other'

export type Chapter = { key: string; name: ChapterName; entries: HistoryEntry[] }

/** Names of the goods of an order by the code that a scan of them reads as. */
export type ProductNames = ReadonlyMap<string, string>

/** A sentence of the words: its key, and what is put into it. */
export type Sentence = { key: string; values: Record<string, string | number> }

const CHAPTER_OF_TABLE: Record<string, ChapterName> = { pick_cart: 'pick', pack_order: 'pack' }

const CHAPTER_OF_KIND: Record<string, ChapterName> = {
  order_imported: 'order',
  order_changed: 'order',
  order_ruled: 'order',
  order_ruled_anew: 'order',
  order_ships_otherwise: 'order',
  order_let_go: 'order',
  instructions_confirmed: 'pack',
  letters_printed: 'pack',
  order_noticed: 'order',
  order_mended: 'order',
  order_let_in: 'order',
  order_reserved: 'stock',
  order_waits_for_stock: 'stock',
  order_waits_for_terms: 'stock',
  wave_released: 'stock',
  flyer_planned: 'stock',
  label_requested: 'ship',
  label_voided: 'ship',
  shipment_goes_elsewhere: 'ship',
  slip_noted: 'ship',
  parcel_closed: 'pack',
  shipment_handed_over: 'ship',
  goods_returned: 'back',
}

const CHAPTER_OF_STAGE: Record<string, ChapterName> = {
  waiting: 'stock',
  reserved: 'stock',
  released: 'stock',
  picking: 'pick',
  picked: 'pick',
  packing: 'pack',
  packed: 'pack',
  shipped: 'ship',
}

export function is_shown(entry: HistoryEntry, lens: Lens): boolean {
  if (lens === 'milestones') return entry.kind !== 'scan'
  if (lens === 'refusals') return entry.verdict === 'refuse' || entry.kind.startsWith('exception_')
  return true
}

/**
 * A history in chapters: what follows each other in the same part of the work stands together.
 * An entry that belongs to no part of its own (a task taken, an exception) stays with its neighbours.
 */
export function chapters_of(entries: readonly HistoryEntry[]): Chapter[] {
  const chapters: Chapter[] = []
  entries.forEach((entry, number) => {
    const name = chapter_name(entries, number)
    const last = chapters.at(-1)
    if (last !== undefined && last.name === name) last.entries.push(entry)
    else chapters.push({ key: `${name} ${chapters.length}`, name, entries: [entry] })
  })
  return chapters
}

function chapter_name(entries: readonly HistoryEntry[], number: number): ChapterName {
  const own = own_chapter(entries[number])
  if (own !== null) return own
  const kind = entries[number]?.kind
  const opens = kind === 'task_opened' || kind === 'task_claimed'
  const after = first_chapter(entries.slice(number + 1))
  const before = first_chapter(entries.slice(0, number).reverse())
  return (opens ? (after ?? before) : (before ?? after)) ?? 'other'
}

function first_chapter(entries: readonly HistoryEntry[]): ChapterName | undefined {
  return entries.map(own_chapter).find((name) => name !== null) ?? undefined
}

function own_chapter(entry: HistoryEntry | undefined): ChapterName | null {
  if (entry === undefined) return null
  if (entry.kind === 'order_moved') {
    return CHAPTER_OF_STAGE[String(entry.text_params['stage'])] ?? null
  }
  const of_kind = CHAPTER_OF_KIND[entry.kind]
  if (of_kind !== undefined) return of_kind
  return entry.table === null ? null : (CHAPTER_OF_TABLE[entry.table] ?? null)
}

export function products_by_code(order: Order): ProductNames {
  return new Map(
    order.line_items.flatMap(({ jan, sku, name, variant }) => {
      const shown = variant === '' ? name : `${name} ${variant}`
      return [jan, sku].map((text) => [item_code(text ?? '') ?? '', shown] as const)
    }),
  )
}

/** What an entry tells: for a scan what was read, else what was done. */
export function sentence_of(entry: HistoryEntry, products: ProductNames): Sentence {
  if (entry.kind === 'order_changed' && typeof entry.text_params['what'] === 'string') {
    return { key: `history.order_changed.${entry.text_params['what']}`, values: {} }
  }
  if (entry.kind !== 'scan') return { key: `history.${entry.kind}`, values: values_of(entry) }
  return scan_sentence(entry.raw ?? '', products)
}

/** The same grammar that judged the scan says what it read. */
function scan_sentence(raw: string, products: ProductNames): Sentence {
  const known = Object.fromEntries(
    [...products.keys()].map((code) => [code, { product: 0, quantity: 1 }]),
  )
  const { kind, code } = choose(read(raw), new Set(), known)
  const product = products.get(code)
  if (kind === 'item' && product !== undefined) {
    return { key: 'history.scan.product', values: { product } }
  }
  if (kind === 'item' && code.startsWith('F-')) {
    return { key: 'history.scan.flyer', values: { code } }
  }
  return { key: `history.scan.${kind}`, values: { code: display(code) } }
}

function values_of({ text_params }: HistoryEntry): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(text_params).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  )
}
