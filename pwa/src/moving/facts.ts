// What a move knows. Mirrors the facts of server/moving/decisions.py.

/** Where goods are best put, and why. */
export type GoesTo = { readonly place: string; readonly because: string }

/** How many pieces a place still takes. */
export type Room = { readonly place: string; readonly pieces: number }

/** Pieces of one product and lot in the place where the move began. */
export type GoodsFacts = {
  readonly product: number
  readonly lot: string | null
  readonly is_flyer: boolean
  /** Pieces that lie here, with those that this move has taken away. */
  readonly lay: number
  /** Of those the pieces that are promised to nobody. */
  readonly free: number
  readonly hand: number
  /** Pieces that were put down elsewhere. */
  readonly moved: number
  readonly goes_to: GoesTo | null
}

/** Pieces in the hand whose lot is not known yet; of no product when there are none. */
export type Asked = { readonly product: number | null; readonly pieces: number }

/** What the last accepted scan did; nothing when it cannot be taken back. */
export type LastMove = {
  readonly did: string | null
  /** Which goods were being counted before it. */
  readonly at: number | null
  /** How many of the goods in hand were in it before. */
  readonly pieces: number
  readonly target: string | null
  /** Pieces that left the hand with it, in the order of `goods`. */
  readonly laid: readonly number[]
  /** What it put down was promised to orders since; current on the server only. */
  readonly stays: boolean
}

/** What a move knows; the last three are current on the server only. */
export type MoveFacts = {
  /** move (移動), put_away (棚入れ) or replenish (補充). */
  readonly aim: string
  /** How many pieces the shelf that is filled wants; none: all that may go. */
  readonly wanted: number | null
  readonly place: string
  readonly goods: readonly GoodsFacts[]
  /** The goods that were scanned last: a typed count is theirs. */
  readonly at: number | null
  readonly asked: Asked
  readonly last: LastMove
  readonly unknown_places: readonly string[]
  /** Places for flyers only (チラシ棚). */
  readonly racks: readonly string[]
  /** Places that take no more than so many pieces. */
  readonly rooms: readonly Room[]
}

export const NOBODY_ASKS: Asked = { product: null, pieces: 0 }

export const NOTHING: LastMove = {
  did: null,
  at: null,
  pieces: 0,
  target: null,
  laid: [],
  stays: false,
}

/** Everything that is in the hand now. */
export function pieces_in_hand(facts: MoveFacts): number {
  return facts.goods.reduce((sum, goods) => sum + goods.hand, 0)
}
