// What an assembly knows. Mirrors the facts of server/assembling/decisions.py.

/** Pieces of a product that are in one kit. */
export type RecipeFacts = { readonly product: number; readonly pieces: number }

/** Pieces of one product and lot on one shelf that kits are made of. */
export type PartFacts = {
  readonly product: number
  readonly place: string
  readonly lot: string | null
  readonly wanted: number
  readonly taken: number
  /** Pieces that were not on the shelf. */
  readonly short: number
  /** Pieces that no kit was made of, and that lie on their shelf again. */
  readonly back: number
  /** Pieces that no kit was made of, and that were not on the bench either. */
  readonly lost: number
}

/** Pieces of a product that came out of kits that are taken apart. */
export type LooseFacts = {
  readonly product: number
  /** Pieces that were counted and lie nowhere yet. */
  readonly hand: number
  /** Pieces that lie on a shelf again. */
  readonly laid: number
  /** Pieces whose lot or day is not known yet. */
  readonly asked: number
  /** Lot and day of what is in the hand, or of what is asked. */
  readonly lot: string | null
  readonly expires_on: string | null
}

/** How what comes out of kits is kept; as it was when they were asked for. */
export type KeptFacts = {
  readonly with_lots: readonly number[]
  /** Products that expire. */
  readonly with_days: readonly number[]
  /** The lots that the house knows, and the days on which they expire. */
  readonly lots: readonly {
    readonly product: number
    readonly lot: string
    readonly expires_on: string
  }[]
  /** A day so far away that it is a mistake. */
  readonly furthest: string
}

/** How many pieces a place still takes. */
export type Room = { readonly place: string; readonly pieces: number }

/** What was known of parts before the last scan: pieces that were asked about, lot and day. */
export type SaidFacts = Pick<LooseFacts, 'asked' | 'lot' | 'expires_on'>

/** What the last accepted scan did; nothing when it cannot be taken back. */
export type LastAssembly = {
  /**
   * take, short, stop_here, stop_walk; count, put_down, stop_making; count_loose, ask_loose,
   * say_lot, say_day.
   */
  readonly did: string | null
  /** Which parts were being taken when it was made; which of the loose ones it counted. */
  readonly at: number | null
  /** Pieces of them that were taken before it; kits or parts that were in the hand before it. */
  readonly pieces: number
  readonly target: string | null
  /** The kits that it put down were promised to orders since; current on the server only. */
  readonly stays: boolean
  /** Older jobs do not say it. */
  readonly said?: SaidFacts
}

/** What an assembly knows; the last three are current on the server only. */
export type AssemblyFacts = {
  /** Finished kits are taken apart (解体): they are the parts that are fetched. Older jobs do not say it. */
  readonly apart?: boolean
  readonly kit: number
  readonly wanted: number
  readonly recipe: readonly RecipeFacts[]
  readonly parts: readonly PartFacts[]
  /** The parts that are being taken, or brought back. */
  readonly at: number | null
  readonly hand: number
  readonly made: number
  /** What is in the kits, by the recipe, where they are taken apart. */
  readonly loose?: readonly LooseFacts[]
  /** Older jobs do not say it: what they take apart has no lots. */
  readonly kept?: KeptFacts
  readonly last: LastAssembly
  readonly unknown_places: readonly string[]
  /** Places from which nobody picks. */
  readonly no_shelves: readonly string[]
  /** Places that take no more than so many pieces. */
  readonly rooms: readonly Room[]
}

const KEEPS_NOTHING: KeptFacts = {
  with_lots: [],
  with_days: [],
  lots: [],
  furthest: '9999-12-31',
}

export const kept_of = ({ kept }: AssemblyFacts): KeptFacts => kept ?? KEEPS_NOTHING

export const NOTHING: LastAssembly = {
  did: null,
  at: null,
  pieces: 0,
  target: null,
  stays: false,
  said: { asked: 0, lot: null, expires_on: null },
}

/** How many kits the parts that were taken come to, with those that are made. */
export function possible_kits(facts: AssemblyFacts): number {
  const { recipe, parts } = facts
  if (facts.apart === true) return kits_taken(facts)
  const kits = recipe.map(({ product, pieces }) => {
    const taken = parts.reduce((sum, one) => sum + (one.product === product ? one.taken : 0), 0)
    return (taken - (taken % pieces)) / pieces
  })
  return Math.min(...kits)
}

/** Pieces on the bench that are in no kit, by shelf; what was taken first is in kits first. */
export function parts_over({ apart, recipe, made, parts }: AssemblyFacts): number[] {
  if (apart === true) return parts.map(() => 0)
  const used = new Map(recipe.map(({ product, pieces }) => [product, pieces * made]))
  return parts.map(({ product, taken, back, lost }) => {
    const left = used.get(product) ?? 0
    const in_kits = Math.min(taken, left)
    used.set(product, left - in_kits)
    return taken - in_kits - back - lost
  })
}

/** Kits that were fetched to be taken apart. */
export const kits_taken = ({ parts }: AssemblyFacts) =>
  parts.reduce((kits, { taken }) => kits + taken, 0)

export const loose_of = ({ loose }: AssemblyFacts): readonly LooseFacts[] => loose ?? []

/** Pieces that came out of the kits and lie nowhere yet, by product; those in the hand too. */
export function loose_due(facts: AssemblyFacts): number[] {
  const kits = kits_taken(facts)
  return loose_of(facts).map(({ laid }, nth) => (facts.recipe[nth]?.pieces ?? 0) * kits - laid)
}

export function part_of(facts: AssemblyFacts): PartFacts {
  const part = facts.at === null ? undefined : facts.parts[facts.at]
  if (part === undefined) throw new Error('somebody stands before a shelf')
  return part
}

export const is_open = (part: PartFacts) => part.taken + part.short < part.wanted

const nth_or_null = (nth: number) => (nth < 0 ? null : nth)

export const first_open = (facts: AssemblyFacts, place: string) =>
  nth_or_null(facts.parts.findIndex((part) => part.place === place && is_open(part)))

/** Other parts that are to be taken from the same shelf. */
export function next_here(facts: AssemblyFacts): number | null {
  const { place } = part_of(facts)
  return nth_or_null(
    facts.parts.findIndex((part, nth) => nth !== facts.at && part.place === place && is_open(part)),
  )
}

export const first_over = (facts: AssemblyFacts, place: string) =>
  nth_or_null(
    parts_over(facts).findIndex((over, nth) => facts.parts[nth]?.place === place && over > 0),
  )

export function over_here(facts: AssemblyFacts): number {
  const over = facts.at === null ? undefined : parts_over(facts)[facts.at]
  if (over === undefined) throw new Error('somebody stands before a shelf')
  return over
}

/** Other parts that go back to the same shelf. */
export function next_over_here(facts: AssemblyFacts): number | null {
  const { place } = part_of(facts)
  return nth_or_null(
    parts_over(facts).findIndex(
      (over, nth) => nth !== facts.at && facts.parts[nth]?.place === place && over > 0,
    ),
  )
}

export function with_part(facts: AssemblyFacts, part: PartFacts): AssemblyFacts {
  return { ...facts, parts: facts.parts.map((one, nth) => (nth === facts.at ? part : one)) }
}
