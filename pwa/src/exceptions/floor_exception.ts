import type { paths } from '../server_api'
import { t, t_code } from '../words'

type Board = paths['/api/v1/board']['get']['responses'][200]['content']['application/json']

/** An exception on the floor, as the board's snapshot tells it; `order` is the order's id. */
export type FloorException = Board['exceptions'][number]

export type Resolution = NonNullable<
  paths['/api/v1/exceptions/{exception_id}/resolve']['post']['requestBody']
>['content']['application/json']['resolution']

/** As server/boards/exceptions.py decides it; what is not here can only be put away. */
const POSSIBLE: Record<string, readonly Resolution[]> = {
  short_pick: ['ship_without', 'put_in_tote'],
  set_aside: ['retry', 'ship_without', 'substitute_flyer', 'waive_flyer'],
  count_differs: ['book_count', 'count_again'],
  held_goods_missing: ['count_again', 'dismiss'],
}

/** What a supervisor may decide about it, the most likely first. */
export function resolutions_for(exception: FloorException): readonly Resolution[] {
  return POSSIBLE[exception.kind] ?? ['dismiss']
}

/** What it is about, shortest first to read from afar: the place and the goods, else the order. */
export function subject_of({ place, product, order_number, shipment }: FloorException): string {
  const about = [place, product].filter((name) => name !== null)
  return about.length > 0 ? about.join('　') : (order_number ?? shipment ?? '')
}

const NEEDS_NOTE: readonly Resolution[] = ['dismiss', 'substitute_flyer', 'waive_flyer']

/** A note is asked for where a decision cannot be read from the books later. */
export function needs_note(resolution: Resolution): boolean {
  return NEEDS_NOTE.includes(resolution)
}

/** What two people have counted, beside the book; null for what is no count. */
export function counts_of({ kind, detail }: FloorException): string | null {
  if (kind !== 'count_differs') return null
  const { book, counted, counted_before } = detail
  return t('exception.counts', {
    book: String(book),
    first: String(counted_before ?? 0),
    second: String(counted),
  })
}

/** The notice that goods came with; null where there is none. */
export function notice_of({ detail }: FloorException): string | null {
  const notice: unknown = detail['notice']
  return typeof notice === 'string' ? notice : null
}

/** Of which goods other pieces came than were announced; null for what is no delivery. */
export function differences_of({ kind, detail }: FloorException): string | null {
  if (kind !== 'notice_differs') return null
  const lines = detail['lines'] as {
    name: string
    expected: number
    received: number
    damaged: number
  }[]
  return lines
    .map((line) =>
      t(line.damaged > 0 ? 'exception.difference.damaged' : 'exception.difference', line),
    )
    .join('\n')
}

/** The goods of a return that wait for a look; null for what is no return. */
export function returned_of({ kind, detail }: FloorException): string | null {
  if (kind !== 'returned_held') return null
  const lines = detail['lines'] as { name: string; pieces: number }[]
  return lines.map((line) => t('exception.returned', line)).join('\n')
}

/** Why, as whoever reported it said; null when no reason was said. */
export function reason_of({ kind, detail }: FloorException): string | null {
  const reason: unknown = detail['reason']
  if (typeof reason !== 'string') return null
  if (kind === 'short_pick') return t_code('pick.short', reason)
  return kind === 'set_aside' ? t_code('packing.aside.reason', reason) : null
}
