// Decide what one scan means. Pure: no clock, no storage, no DOM. Mirrors server/flows/engine.py.
import { type Codes, choose, type Kind, read, resolve, type Scan } from '../vocabulary'

export type Guard<Facts> = (facts: Facts, scan: Scan) => boolean
export type Effect<Facts> = (facts: Facts, scan: Scan) => Facts
export type Verdict = 'accept' | 'refuse' | 'ask_server'

/** One line of a flow table: what this kind of scan means when all of this holds. */
export type Row = {
  readonly row: string
  readonly scan: Kind | '*'
  readonly when: readonly string[]
  readonly verdict: Verdict
  readonly because: string | null
  readonly do: readonly string[]
  readonly next: string
  /** Its questions can only be answered by the server: a device may come to another row. */
  readonly knows_server: boolean
}

/** A flow table that has passed its check, with the questions and changes it names. */
export type Flow<Facts> = {
  readonly name: string
  readonly revision: number
  readonly begin: string
  readonly steps: ReadonlyMap<string, readonly Row[]>
  readonly guards: ReadonlyMap<string, Guard<Facts>>
  readonly effects: ReadonlyMap<string, Effect<Facts>>
}

/** The verdict on one scan, the row that gave it, and where the job stands after it. */
export type Decision<Facts> = {
  readonly row: string
  readonly verdict: Verdict
  readonly because: string | null
  readonly step: string
  readonly facts: Facts
  readonly knows_server: boolean
}

/** What a scan means at a step of a job. The facts given stay as they are. */
export function decide<Facts>(
  flow: Flow<Facts>,
  step: string,
  scan: Scan,
  facts: Facts,
): Decision<Facts> {
  const row = first_matching_row(flow, step, scan, facts)
  let changed = facts
  for (const effect of row.do) changed = named(flow.effects, effect)(changed, scan)
  return {
    row: row.row,
    verdict: row.verdict,
    because: row.because,
    step: row.next,
    facts: changed,
    knows_server: row.knows_server,
  }
}

/** The kinds of scan that a step names: what a person may have meant there. */
export function kinds_of<Facts>(flow: Flow<Facts>, step: string): ReadonlySet<Kind> {
  const kinds = new Set<Kind>()
  for (const row of named(flow.steps, step)) if (row.scan !== '*') kinds.add(row.scan)
  return kinds
}

/** What a scanner's text means to a job at this step. */
export function read_scan<Facts>(flow: Flow<Facts>, step: string, raw: string, codes: Codes): Scan {
  return resolve(choose(read(raw), kinds_of(flow, step), codes), codes)
}

function first_matching_row<Facts>(flow: Flow<Facts>, step: string, scan: Scan, facts: Facts): Row {
  for (const row of named(flow.steps, step)) {
    if (row.scan !== scan.kind && row.scan !== '*') continue
    if (row.when.every((guard) => named(flow.guards, guard)(facts, scan))) return row
  }
  throw new Error(`${flow.name}.${step} has no row that catches everything`)
}

function named<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const found = things.get(name)
  if (found === undefined) throw new Error(`nothing is called ${name}`)
  return found
}
