// Questions and changes of an assembly. Mirrors, name for name, server/assembling/decisions.py.
//
// `parts` is what was held for the kits, shelf by shelf: how much of it was taken, was not there, and
// was brought back. Parts that were taken are on the bench until kits are made of them; `hand` are
// kits that were counted there and lie nowhere yet, `made` those that were put down. `last` is what
// the last accepted scan did, so that it can be taken back.
//
// Kits are taken apart by the same table (rows KA-nn): they are what is fetched, and what is in them
// lies on shelves at the end (taking_apart.ts).
import table from '@rooms/assembling/flow.json'
import * as flows from '../flows'
import type { Codes, Scan } from '../vocabulary'
import { back_then, hand_then, in_hand, taken_then, with_back, with_taken } from './counted'
import {
  type AssemblyFacts,
  first_open,
  first_over,
  is_open,
  type LastAssembly,
  NOTHING,
  next_here,
  next_over_here,
  over_here,
  part_of,
  parts_over,
  possible_kits,
  with_part,
} from './facts'
import { EFFECTS, GUARDS, take_loose_back } from './taking_apart'

/** What a scanner's text means at this step of an assembly. */
export function read_scan(step: string, raw: string, codes: Codes): Scan {
  return flows.read_scan(FLOW, step, raw, codes)
}

const place_has_no_part = (facts: AssemblyFacts, scan: Scan) =>
  first_open(facts, scan.code) === null

const item_is_other = (facts: AssemblyFacts, scan: Scan) => scan.product !== part_of(facts).product

function lot_is_other(facts: AssemblyFacts, scan: Scan): boolean {
  const { lot } = part_of(facts)
  return scan.lot !== null && lot !== null && scan.lot !== lot
}

const more_than_wanted = (facts: AssemblyFacts, scan: Scan) =>
  taken_then(facts, scan) > part_of(facts).wanted

/** A count is typed of parts of which one was scanned. */
const nothing_was_taken = (facts: AssemblyFacts) => part_of(facts).taken === 0

const takes_the_last = (facts: AssemblyFacts, scan: Scan) =>
  !with_taken(facts, scan).parts.some(is_open)

const completes_the_part = (facts: AssemblyFacts, scan: Scan) =>
  taken_then(facts, scan) === part_of(facts).wanted

const kit_comes_of_it = (facts: AssemblyFacts, scan: Scan) =>
  possible_kits(with_taken(facts, scan)) > 0

const next_lies_here = (facts: AssemblyFacts) => next_here(facts) !== null

const nothing_else_is_open = (facts: AssemblyFacts) =>
  facts.parts.every((part, nth) => nth === facts.at || !is_open(part))

const kits_can_be_made = (facts: AssemblyFacts) => possible_kits(facts) > facts.made

const parts_are_over = (facts: AssemblyFacts) => parts_over(facts).some((over) => over > 0)

const item_is_no_kit = (facts: AssemblyFacts, scan: Scan) => scan.product !== facts.kit

const more_kits_than_parts = (facts: AssemblyFacts, scan: Scan) =>
  facts.made + hand_then(facts, scan) > possible_kits(facts)

const hand_is_empty = (facts: AssemblyFacts) => facts.hand === 0

const kits_are_in_hand = (facts: AssemblyFacts) => facts.hand > 0

const place_is_unknown = (facts: AssemblyFacts, scan: Scan) =>
  facts.unknown_places.includes(scan.code)

const place_is_no_shelf = (facts: AssemblyFacts, scan: Scan) => facts.no_shelves.includes(scan.code)

const place_is_full = (facts: AssemblyFacts, scan: Scan) =>
  facts.rooms.some(({ place, pieces }) => place === scan.code && in_hand(facts) > pieces)

const all_kits_are_made = (facts: AssemblyFacts) => facts.made + facts.hand === possible_kits(facts)

/** More was taken than is in the kits, with those in the hand. */
const parts_are_over_then = (facts: AssemblyFacts) =>
  parts_over({ ...facts, made: facts.made + facts.hand }).some((over) => over > 0)

const nothing_is_over_there = (facts: AssemblyFacts, scan: Scan) =>
  first_over(facts, scan.code) === null

/** A count is typed of parts of which one was scanned. */
const nothing_lies_there = (facts: AssemblyFacts) => part_of(facts).back === 0

const more_than_is_over = (facts: AssemblyFacts, scan: Scan) =>
  back_then(facts, scan) > part_of(facts).back + over_here(facts)

/** What lies on the shelf again may be promised to orders by now: nobody takes it twice. */
const fewer_than_lie_there = (facts: AssemblyFacts, scan: Scan) =>
  back_then(facts, scan) < part_of(facts).back

const brings_the_last_back = (facts: AssemblyFacts, scan: Scan) =>
  !parts_over(with_back(facts, scan)).some((over) => over > 0)

const brings_the_part_back = (facts: AssemblyFacts, scan: Scan) =>
  back_then(facts, scan) === part_of(facts).back + over_here(facts)

const next_over_lies_here = (facts: AssemblyFacts) => next_over_here(facts) !== null

const nothing_else_is_over = (facts: AssemblyFacts) =>
  parts_over(facts).every((over, nth) => over === 0 || nth === facts.at)

const shortage_is_said = (_facts: AssemblyFacts, scan: Scan) => scan.code === 'X-SHORT-NONE'

const done_is_asked = (_facts: AssemblyFacts, scan: Scan) => scan.code === 'X-DONE'

const undo_is_asked = (_facts: AssemblyFacts, scan: Scan) => scan.code === 'X-UNDO'

const parts_were_counted_last = ({ last }: AssemblyFacts) =>
  last.did === 'take' || last.did === 'short' || last.did === 'stop_here'

const walk_was_stopped_last = ({ last }: AssemblyFacts) => last.did === 'stop_walk'

const kits_were_counted_last = ({ last }: AssemblyFacts) =>
  last.did === 'count' || last.did === 'put_down' || last.did === 'stop_making'

const kits_are_promised_there = ({ last }: AssemblyFacts) => last.stays

/** Stand before the shelf whose label was scanned, for the first parts that lie there. */
const go_there = (facts: AssemblyFacts, scan: Scan): AssemblyFacts => ({
  ...facts,
  at: first_open(facts, scan.code),
  last: NOTHING,
})

/** Pieces go from the shelf to the bench; a typed count is all that was taken of them. */
function take_parts(facts: AssemblyFacts, scan: Scan): AssemblyFacts {
  const after = with_taken(facts, scan)
  return {
    ...after,
    at: is_open(part_of(after)) ? facts.at : next_here(facts),
    last: memory(facts, 'take', part_of(facts).taken),
  }
}

/** The rest of these parts is not on the shelf: fewer kits are made. */
function say_short(facts: AssemblyFacts): AssemblyFacts {
  const part = part_of(facts)
  return {
    ...with_part(facts, { ...part, short: part.wanted - part.taken }),
    at: next_here(facts),
    last: memory(facts, 'short', 0),
  }
}

/** No more parts are taken: kits are made of what is on the bench. */
const stop_taking = (facts: AssemblyFacts): AssemblyFacts => ({
  ...facts,
  at: null,
  last: memory(facts, facts.at === null ? 'stop_walk' : 'stop_here', 0),
})

const count_kits = (facts: AssemblyFacts, scan: Scan): AssemblyFacts => ({
  ...facts,
  hand: hand_then(facts, scan),
  last: memory(facts, 'count', facts.hand),
})

/** The kits that were counted lie on a shelf; what they are made of is used up. */
const put_down = (facts: AssemblyFacts, scan: Scan): AssemblyFacts => ({
  ...facts,
  made: facts.made + facts.hand,
  hand: 0,
  last: { ...memory(facts, 'put_down', facts.hand), target: scan.code },
})

/** No more kits are made: what is left on the bench goes back. */
const stop_making = (facts: AssemblyFacts): AssemblyFacts => ({
  ...facts,
  last: memory(facts, 'stop_making', 0),
})

/** Stand before the shelf to which parts go back. */
const go_back = (facts: AssemblyFacts, scan: Scan): AssemblyFacts => ({
  ...facts,
  at: first_over(facts, scan.code),
  last: NOTHING,
})

/** Pieces lie on their shelf again; a typed count is all that does of them. */
function bring_back(facts: AssemblyFacts, scan: Scan): AssemblyFacts {
  const after = with_back(facts, scan)
  return { ...after, at: over_here(after) > 0 ? facts.at : next_over_here(facts), last: NOTHING }
}

/** What is over of these parts is not on the bench. */
function say_lost(facts: AssemblyFacts): AssemblyFacts {
  const part = part_of(facts)
  return {
    ...with_part(facts, { ...part, lost: part.lost + over_here(facts) }),
    at: next_over_here(facts),
    last: NOTHING,
  }
}

/** Undo what the last scan did (取消). */
function take_back(facts: AssemblyFacts): AssemblyFacts {
  const { last } = facts
  const undone = { ...facts, at: last.at, last: NOTHING }
  switch (last.did) {
    case 'take':
      return with_part(undone, { ...part_of(undone), taken: last.pieces })
    case 'short':
      return with_part(undone, { ...part_of(undone), short: 0 })
    case 'count_loose':
    case 'ask_loose':
    case 'say_lot':
    case 'say_day':
      return take_loose_back(facts)
    case 'count':
      return { ...undone, hand: last.pieces }
    case 'put_down':
      return { ...undone, hand: last.pieces, made: facts.made - last.pieces }
    default:
      return undone
  }
}

/** What takes a scan back that is made now. */
const memory = (facts: AssemblyFacts, did: string, pieces: number): LastAssembly => ({
  ...NOTHING,
  did,
  at: facts.at,
  pieces,
})

export const FLOW: flows.Flow<AssemblyFacts> = flows.load_flow<AssemblyFacts>(
  table,
  {
    place_has_no_part,
    item_is_other,
    lot_is_other,
    more_than_wanted,
    nothing_was_taken,
    takes_the_last,
    completes_the_part,
    kit_comes_of_it,
    next_lies_here,
    nothing_else_is_open,
    kits_can_be_made,
    parts_are_over,
    item_is_no_kit,
    more_kits_than_parts,
    hand_is_empty,
    kits_are_in_hand,
    place_is_unknown,
    place_is_no_shelf,
    place_is_full,
    all_kits_are_made,
    parts_are_over_then,
    nothing_is_over_there,
    nothing_lies_there,
    more_than_is_over,
    fewer_than_lie_there,
    brings_the_last_back,
    brings_the_part_back,
    next_over_lies_here,
    nothing_else_is_over,
    shortage_is_said,
    done_is_asked,
    undo_is_asked,
    parts_were_counted_last,
    walk_was_stopped_last,
    kits_were_counted_last,
    kits_are_promised_there,
    ...GUARDS,
  },
  {
    go_there,
    take_parts,
    say_short,
    stop_taking,
    count_kits,
    put_down,
    stop_making,
    go_back,
    bring_back,
    say_lost,
    take_back,
    ...EFFECTS,
  },
)
