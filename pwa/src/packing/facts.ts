// What a packing job knows. Mirrors the facts of server/packing/decisions.py.

/** Goods that must be seen by a scan on their way into the parcel; nothing wanted when short. */
export type ItemFacts = {
  readonly line: number
  readonly product: number
  readonly lot: string | null
  readonly wanted: number
  readonly packed: number
  /** Of these the last accepted scan counted so many; they can be taken back. */
  readonly last: number
  /** The numbers of the pieces that are packed, in their order; null: they want none. */
  readonly serials: readonly string[] | null
  /** The last accepted scan was such a number; it can be taken back. */
  readonly last_serial: boolean
}

/** Printed matter this parcel must get (チラシ・同梱物). */
export type FlyerFacts = {
  readonly line: number
  readonly product: number
  readonly wanted: number
  readonly inserted: number
  readonly last: number
  /** This parcel's own code (お手紙・クーポン), by which alone it goes in; null: any of the product. */
  readonly code?: string | null
}

/** What a packing job knows; what is `elsewhere`, unprinted and `cancelled`, only the server knows. */
export type PackFacts = {
  readonly shipment: string
  readonly items: readonly ItemFacts[]
  readonly flyers: readonly FlyerFacts[]
  /** Every product that is a flyer, of this parcel or not. */
  readonly house_flyers: readonly number[]
  /** The slip printed for this parcel; null: any unused one will do; empty: none is good before a new one is printed. */
  readonly slip_expected: string | null
  readonly slip: string | null
  readonly slips_elsewhere: readonly string[]
  /** Numbers of these goods that are in another parcel. */
  readonly serials_elsewhere: readonly string[]
  /** Codes of goods and slips of the house, which may look like a serial number. */
  readonly labels_elsewhere: readonly string[]
  /** Codes of letters of this parcel that nobody has printed. */
  readonly letters_unprinted?: readonly string[]
  /** Rules ask for something that no scan can verify, and nobody has said that it was read. */
  readonly unconfirmed?: boolean
  /** The order was cancelled: nothing of it leaves the house. */
  readonly cancelled: boolean
}
