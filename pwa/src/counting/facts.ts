// What a count knows. Mirrors the facts of server/counting/decisions.py.

/** Pieces of one product and lot that were counted. */
export type CountedFacts = {
  readonly product: number
  readonly lot: string | null
  readonly expires_on: string | null
  readonly pieces: number
}

/** Pieces that were scanned and whose lot is not known yet; of no product when there are none. */
export type Asked = { readonly product: number | null; readonly pieces: number }

/** What the last accepted scan did; nothing when it cannot be taken back. */
export type LastCount = {
  readonly did: string | null
  /** Which goods were being counted before it. */
  readonly at: number | null
  /** How many of the goods it counted were counted before. */
  readonly pieces: number
  /** It counted goods that had not been counted before. */
  readonly is_new: boolean
}

/** What a count knows; the last is current on the server only. */
export type CountFacts = {
  readonly place: string
  /** The one product that is counted; none: all that lies here. */
  readonly only: number | null
  readonly lines: readonly CountedFacts[]
  /** The goods that were scanned last: a typed count is theirs. */
  readonly at: number | null
  readonly asked: Asked
  /** Products whose lots are counted apart. */
  readonly with_lots: readonly number[]
  /** More pieces than this of one kind are a mistake. */
  readonly most: number
  readonly last: LastCount
  /** Whoever scans has made the count that this one shall check. */
  readonly counted_before: boolean
}

export const NOBODY_ASKS: Asked = { product: null, pieces: 0 }

export const NOTHING: LastCount = { did: null, at: null, pieces: 0, is_new: false }
