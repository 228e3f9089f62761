import type { Order } from '../answers'

/** Other goods that come into the order. */
export type Added = { key: number; sku: string; pieces: number }

/** The lines as they shall be: pieces by line number (0 takes a line out), and what comes. */
export type LinesDraft = { pieces: Readonly<Record<number, number>>; added: readonly Added[] }

export type LineTold =
  | { line_no: number; quantity_pieces: number }
  | { sku: string; quantity_pieces: number }

export const PIECES_MAX = 99_999

export function draft_of_lines(order: Order): LinesDraft {
  return {
    pieces: Object.fromEntries(
      order.line_items.map(({ line_no, quantity_pieces }) => [line_no, quantity_pieces]),
    ),
    added: [],
  }
}

/** A typed number of pieces; what is none is nothing. */
export function pieces_typed(text: string): number {
  const digits = text
    .normalize('NFKC')
    .replace(/[^0-9]/g, '')
    .slice(0, 5)
  return digits === '' ? 0 : Math.min(PIECES_MAX, Number(digits))
}

/** What the server is told: lines that stay by their numbers, then what comes. */
export function lines_told({ pieces, added }: LinesDraft): LineTold[] {
  const stay = Object.entries(pieces).filter(([, quantity_pieces]) => quantity_pieces > 0)
  return [
    ...stay.map(([line_no, quantity_pieces]) => ({ line_no: Number(line_no), quantity_pieces })),
    ...named(added).map(({ sku, pieces: quantity_pieces }) => ({
      sku: sku.trim(),
      quantity_pieces,
    })),
  ]
}

/** Of what comes, what says something. */
export function named(added: readonly Added[]): Added[] {
  return added.filter(({ sku, pieces }) => sku.trim() !== '' && pieces > 0)
}

/** How many lines are different from what the order wants. */
export function lines_changed(order: Order, draft: LinesDraft): number {
  const other = order.line_items.filter(
    ({ line_no, quantity_pieces }) => draft.pieces[line_no] !== quantity_pieces,
  )
  return other.length + named(draft.added).length
}
