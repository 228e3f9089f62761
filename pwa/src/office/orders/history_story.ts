import type { HistoryEntry } from '../answers'

/** What a reader wants to see of a history. */
export type Lens = 'all' | 'milestones' | 'refusals'
export const LENSES: readonly Lens[] = ['all', 'milestones', 'refusals']

export type ChapterName = 'order' | 'stock' | 'pick' | 'pack' | 'ship' | 'other'

export type Chapter = { key: string; name: ChapterName; entries: HistoryEntry[] }

const CHAPTER_OF_TABLE: Record<string, ChapterName> = { pick_cart: 'pick', pack_order: 'pack' }

const CHAPTER_OF_KIND: Record<string, ChapterName> = {
  orders_imported: 'order',
  order_imported: 'order',
  order_changed: 'order',
  order_reserved: 'stock',
  order_waits_for_stock: 'stock',
  wave_released: 'stock',
  parcel_closed: 'pack',
  shipment_handed_over: 'ship',
}

export function is_shown(entry: HistoryEntry, lens: Lens): boolean {
  if (lens === 'milestones') return entry.kind !== 'scan'
  if (lens === 'refusals') return entry.verdict === 'refuse' || entry.kind === 'exception_raised'
  return true
}

/**
 * A history in chapters: what follows each other in the same part of the work stands together.
 * An entry that belongs to no part of its own (a task taken, an exception) stays with what comes next to it.
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
  const opens = entries[number]?.kind === 'task_opened' || entries[number]?.kind === 'task_claimed'
  const after = entries
    .slice(number + 1)
    .map(own_chapter)
    .find((name) => name !== null)
  const before = entries
    .slice(0, number)
    .map(own_chapter)
    .reverse()
    .find((name) => name !== null)
  return (opens ? (after ?? before) : (before ?? after)) ?? 'other'
}

function own_chapter(entry: HistoryEntry | undefined): ChapterName | null {
  if (entry === undefined) return null
  const of_kind = CHAPTER_OF_KIND[entry.kind]
  if (of_kind !== undefined) return of_kind
  return entry.table === null ? null : (CHAPTER_OF_TABLE[entry.table] ?? 'other')
}

/** The key of the sentence that tells an entry: what was done, as far as the server says it. */
export function sentence_key({ kind, text_params }: HistoryEntry): string {
  if (kind !== 'scan') return `history.${kind}`
  const told = ['slip', 'product', 'place', 'tote', 'cart', 'command'].find(
    (name) => text_params[name] != null,
  )
  return told === undefined ? 'history.scan' : `history.scan.${told}`
}
