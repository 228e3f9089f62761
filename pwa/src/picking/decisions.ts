// Questions and changes of the cart job. Mirrors, name for name, server/picking/decisions.py.
//
// `at` is the line in hand. Lines before it are settled: as many pieces placed in the tote or
// reported short as were wanted.
import table from '@rooms/picking/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'

/** Why pieces are missing, by the command that says so (欠品・破損・読めない). */
export const SHORT_REASONS: ReadonlyMap<string, string> = new Map([
  ['X-SHORT-NONE', 'none'],
  ['X-SHORT-DAMAGED', 'damaged'],
  ['X-SHORT-UNREADABLE', 'unreadable'],
])

/** One line of the walk: pieces of one product from one place into one tote. */
export type LineFacts = {
  readonly line: number
  readonly slot: number
  readonly place: string
  readonly product: number
  readonly lot: string | null
  readonly wanted: number
  readonly picked: number
  readonly placed: number
  readonly short: number
  readonly short_reason: string | null
}

/** What a cart job knows; the last three lists are current on the server only. */
export type PickFacts = {
  readonly ships_on: string
  readonly cart: string | null
  readonly totes: readonly (string | null)[]
  readonly lines: readonly LineFacts[]
  readonly at: number
  readonly carts_elsewhere: readonly string[]
  readonly totes_elsewhere: readonly string[]
  readonly unknown_labels: readonly string[]
}

/** What a scanner's text means at this step of a cart job. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

/** The line in hand. */
export function current_line(facts: PickFacts): LineFacts {
  return facts.lines[facts.at] as LineFacts
}

/** Pieces of the whole walk that are neither picked nor reported short. */
export function pieces_left(facts: PickFacts): number {
  return facts.lines.reduce((left, line) => left + room_of(line), 0)
}

const cart_is_elsewhere = (facts: PickFacts, scan: Scan) =>
  facts.carts_elsewhere.includes(scan.code)

const label_is_unknown = (facts: PickFacts, scan: Scan) => facts.unknown_labels.includes(scan.code)

const tote_is_on_this_cart = (facts: PickFacts, scan: Scan) => facts.totes.includes(scan.code)

const tote_is_elsewhere = (facts: PickFacts, scan: Scan) =>
  facts.totes_elsewhere.includes(scan.code)

const last_tote_loads = (facts: PickFacts) =>
  facts.totes.filter((tote) => tote === null).length === 1

const tote_is_expected = (facts: PickFacts, scan: Scan) =>
  scan.code === facts.totes[current_line(facts).slot]

const place_is_expected = (facts: PickFacts, scan: Scan) => scan.code === current_line(facts).place

const no_line_follows = (facts: PickFacts) => facts.at + 1 === facts.lines.length

const next_line_is_here = (facts: PickFacts) =>
  facts.lines[facts.at + 1]?.place === current_line(facts).place

const hand_is_empty = (facts: PickFacts) =>
  current_line(facts).picked === current_line(facts).placed

const shortage_is_reported = (_facts: PickFacts, scan: Scan) => SHORT_REASONS.has(scan.code)

const item_is_other = (facts: PickFacts, scan: Scan) => scan.product !== current_line(facts).product

const item_is_same = (facts: PickFacts, scan: Scan) => scan.product === current_line(facts).product

/** A code that names no lot says nothing against it: a JAN code never does. */
function lot_is_other(facts: PickFacts, scan: Scan): boolean {
  const wanted = current_line(facts).lot
  return wanted !== null && scan.lot !== null && scan.lot !== wanted
}

const lot_is_expired = (facts: PickFacts, scan: Scan) =>
  scan.expires_on !== null && scan.expires_on < facts.ships_on

const quantity_overshoots = (facts: PickFacts, scan: Scan) =>
  scan.quantity > room_of(current_line(facts))

const quantity_completes = (facts: PickFacts, scan: Scan) =>
  scan.quantity === room_of(current_line(facts))

const take_cart = (facts: PickFacts, scan: Scan): PickFacts => ({ ...facts, cart: scan.code })

/** Totes go onto the cart slot by slot, from the first. */
function load_tote(facts: PickFacts, scan: Scan): PickFacts {
  const totes = [...facts.totes]
  totes[totes.indexOf(null)] = scan.code
  return { ...facts, totes }
}

function add_scanned_quantity(facts: PickFacts, scan: Scan): PickFacts {
  const line = current_line(facts)
  return with_line(facts, { ...line, picked: line.picked + scan.quantity })
}

function put_in_tote(facts: PickFacts): PickFacts {
  const line = current_line(facts)
  return with_line(facts, { ...line, placed: line.picked })
}

function report_short(facts: PickFacts, scan: Scan): PickFacts {
  const line = current_line(facts)
  const short_reason = SHORT_REASONS.get(scan.code) ?? null
  return with_line(facts, { ...line, short: line.wanted - line.picked, short_reason })
}

const go_to_next_line = (facts: PickFacts): PickFacts => ({ ...facts, at: facts.at + 1 })

function room_of(line: LineFacts): number {
  return line.wanted - line.picked - line.short
}

function with_line(facts: PickFacts, line: LineFacts): PickFacts {
  const lines = [...facts.lines]
  lines[facts.at] = line
  return { ...facts, lines }
}

export const FLOW: flows.Flow<PickFacts> = flows.load_flow<PickFacts>(
  table,
  {
    cart_is_elsewhere,
    label_is_unknown,
    tote_is_on_this_cart,
    tote_is_elsewhere,
    last_tote_loads,
    tote_is_expected,
    place_is_expected,
    no_line_follows,
    next_line_is_here,
    hand_is_empty,
    shortage_is_reported,
    item_is_other,
    item_is_same,
    lot_is_other,
    lot_is_expired,
    quantity_overshoots,
    quantity_completes,
  },
  {
    take_cart,
    load_tote,
    add_scanned_quantity,
    put_in_tote,
    report_short,
    go_to_next_line,
  },
)
