// What a return knows. Mirrors the facts of server/returning/decisions.py.

/** Pieces of one product and lot that an order was sent and that may come back. */
export type ShippedFacts = {
  readonly product: number
  readonly lot: string | null
  readonly expires_on: string | null
  readonly pieces: number
  /** Their serial numbers that are still out; null when they were sent without any. */
  readonly serials?: readonly string[] | null
}

/** What came back is sold again (良品), lost (破損), or waits for a look (保留). */
export type Grade = 'good' | 'damaged' | 'held'

/** Pieces of one product, lot and grade that came back. */
export type ReturnedFacts = {
  readonly product: number
  readonly lot: string | null
  readonly grade: Grade
  readonly pieces: number
  /** Which very pieces came back, in the order of the scans; null when nobody asks. */
  readonly serials?: readonly string[] | null
}

/** Pieces of which the lot or the serial number has to be said; of no product when there are none. */
export type AskedLot = { readonly product: number | null; readonly pieces: number }

/** What the last accepted scan did; nothing when it cannot be taken back. */
export type LastReturn = {
  /** What was being done when it was made: return, lot, serial; or grade. */
  readonly did: string | null
  /** Which goods had been scanned before it. */
  readonly at: number | null
  /** How many of the goods it took had come back before. */
  readonly pieces: number
  /** It took goods that had not come back before. */
  readonly is_new: boolean
  /** Which grade was being scanned before it. */
  readonly grade: Grade
  /** What was asked before it. */
  readonly asked: AskedLot
}

/** What a return knows. */
export type ReturnFacts = {
  /** The order's number. */
  readonly order: string
  readonly shipped: readonly ShippedFacts[]
  readonly lines: readonly ReturnedFacts[]
  /** The goods that were scanned last: a typed count is theirs. */
  readonly at: number | null
  readonly asked: AskedLot
  /** What is scanned now is of this grade. */
  readonly grade: Grade
  readonly reason: string | null
  readonly today: string
  readonly last: LastReturn
}

export const GRADE_OF_COMMAND: Readonly<Record<string, Grade>> = {
  'X-GOOD': 'good',
  'X-DAMAGED': 'damaged',
  'X-HELD': 'held',
}

export const REASON_OF_COMMAND: Readonly<Record<string, string>> = {
  'X-UNDELIVERED': 'undelivered',
  'X-UNWANTED': 'unwanted',
  'X-DEFECT': 'defect',
  'X-WRONG': 'wrong_goods',
  'X-OTHER': 'other',
}

export const NOBODY_ASKS: AskedLot = { product: null, pieces: 0 }

export const NOTHING: LastReturn = {
  did: null,
  at: null,
  pieces: 0,
  is_new: false,
  grade: 'good',
  asked: NOBODY_ASKS,
}
