// What a scan or a typed count comes to in an assembly. Mirrored inside server/assembling/decisions.py.
import type { Scan } from '../vocabulary'
import { type AssemblyFacts, loose_of, part_of, with_part } from './facts'

export const in_hand = (facts: AssemblyFacts) =>
  loose_of(facts).reduce((pieces, one) => pieces + one.hand, facts.hand)

export const taken_then = (facts: AssemblyFacts, scan: Scan) =>
  scan.kind === 'quantity' ? scan.quantity : part_of(facts).taken + scan.quantity

export const back_then = (facts: AssemblyFacts, scan: Scan) =>
  scan.kind === 'quantity' ? scan.quantity : part_of(facts).back + scan.quantity

export const hand_then = (facts: AssemblyFacts, scan: Scan) =>
  scan.kind === 'quantity' ? scan.quantity : facts.hand + scan.quantity

export const with_taken = (facts: AssemblyFacts, scan: Scan) =>
  with_part(facts, { ...part_of(facts), taken: taken_then(facts, scan) })

export const with_back = (facts: AssemblyFacts, scan: Scan) =>
  with_part(facts, { ...part_of(facts), back: back_then(facts, scan) })
