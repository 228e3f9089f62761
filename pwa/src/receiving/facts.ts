// What a receipt knows. Mirrors the facts of server/receiving/decisions.py.

/** Pieces of a product that a notice still waits for. */
export type ExpectedFacts = { readonly product: number; readonly pieces: number }

/** A lot that the house knows, and the day on which it expires. */
export type LotFacts = {
  readonly product: number
  readonly lot: string
  readonly expires_on: string
}

/** Pieces of one product, lot and condition that came in. */
export type ReceivedFacts = {
  readonly product: number
  readonly lot: string | null
  readonly expires_on: string | null
  readonly damaged: boolean
  readonly pieces: number
}

/** Pieces of which more has to be said; of no product when there are none. */
export type Asked = {
  readonly product: number | null
  /** None yet where it is asked whether they are to be received at all. */
  readonly pieces: number
  readonly lot: string | null
  readonly expires_on: string | null
}

/** What the last accepted scan did; nothing when it cannot be taken back. */
export type LastReceipt = {
  /** What was being done when it was made: receive, confirm, lot, day; or turn. */
  readonly did: string | null
  /** Which goods were being received before it. */
  readonly at: number | null
  /** How many of the goods it received had come in before. */
  readonly pieces: number
  /** It received goods that had not come in before. */
  readonly is_new: boolean
  /** What was asked before it. */
  readonly asked: Asked
}

/** What a receipt knows. */
export type ReceiveFacts = {
  /** The dock (入荷場) on which the goods are put. */
  readonly place: string
  /** Its number; none: nobody announced these goods. */
  readonly notice: string | null
  readonly expected: readonly ExpectedFacts[]
  readonly lines: readonly ReceivedFacts[]
  /** The goods that were scanned last: a typed count is theirs. */
  readonly at: number | null
  readonly asked: Asked
  /** What is scanned now is damaged and goes apart (保留棚). */
  readonly damaged: boolean
  /** Goods that nobody knows were set aside for a supervisor. */
  readonly unknown: boolean
  /** More of the notice comes another time (分納). */
  readonly rest_comes: boolean
  readonly with_lots: readonly number[]
  /** Products whose lots are kept, and products that expire. */
  readonly with_days: readonly number[]
  /** Products that belong to somebody other than the notice. */
  readonly foreign: readonly number[]
  readonly lots: readonly LotFacts[]
  readonly today: string
  /** A day so far away that it is a mistake. */
  readonly furthest: string
  /** More pieces than this of one kind are a mistake. */
  readonly most: number
  readonly last: LastReceipt
}

export const NOBODY_ASKS: Asked = { product: null, pieces: 0, lot: null, expires_on: null }

export const NOTHING: LastReceipt = {
  did: null,
  at: null,
  pieces: 0,
  is_new: false,
  asked: NOBODY_ASKS,
}
