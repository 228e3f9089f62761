// Flow tables from their files; a table that is not whole is not used. Mirrors server/flows/table.py.
import { KINDS } from '../vocabulary'
import type { Effect, Flow, Guard, Row } from './engine'

/** A row as the file has it, before anybody has looked at it. */
export type RowInFile = {
  readonly row: string
  readonly scan: string
  readonly when?: readonly string[]
  readonly verdict: string
  readonly because?: string
  readonly do?: readonly string[]
  readonly next?: string
  readonly knows?: string
}

export type TableInFile = {
  readonly flow: string
  readonly revision: number
  readonly begin: string
  readonly steps: Readonly<Record<string, readonly RowInFile[]>>
}

type Named<Thing> = Readonly<Record<string, Thing>>

const VERDICTS = ['accept', 'refuse', 'ask_server']
const KEYS = ['row', 'scan', 'when', 'verdict', 'because', 'do', 'next', 'knows']
const ROW_ID = /^[A-Z]{2}-[0-9]{2}$/
const CODE = /^[a-z][a-z_]*$/

/**
 * Bind a table to the questions and changes it names; throws when it is not whole. The tests and the server have
 * looked at the tables we ship: a handheld does not carry the check.
 */
export function load_flow<Facts>(
  table: TableInFile,
  guards: Named<Guard<Facts>>,
  effects: Named<Effect<Facts>>,
): Flow<Facts> {
  const faults = import.meta.env.PROD
    ? []
    : faults_of(table, Object.keys(guards), Object.keys(effects))
  if (faults.length > 0) throw new Error(`${table.flow}: ${faults.join('; ')}`)
  return {
    name: table.flow,
    revision: table.revision,
    begin: table.begin,
    steps: new Map(
      Object.entries(table.steps).map(([step, rows]) => [
        step,
        rows.map((row) => row_of(row, step)),
      ]),
    ),
    guards: new Map(Object.entries(guards)),
    effects: new Map(Object.entries(effects)),
  }
}

/** Everything that is wrong with a table, in words for whoever edits it; empty when whole. */
export function faults_of(
  table: TableInFile,
  guards: readonly string[],
  effects: readonly string[],
): string[] {
  const steps = Object.entries(table.steps)
  const rows = steps.flatMap(([step, step_rows]) => step_rows.map((row) => ({ step, row })))
  return [
    ...repeated(rows.map(({ row }) => row.row)),
    ...steps.flatMap(([step, step_rows]) => faults_of_step(step, step_rows)),
    ...rows.flatMap(({ step, row }) => faults_of_row(table, step, row)),
    ...unbound(
      'question',
      rows.flatMap(({ row }) => row.when ?? []),
      guards,
    ),
    ...unbound(
      'change',
      rows.flatMap(({ row }) => row.do ?? []),
      effects,
    ),
    ...unreached(table),
  ]
}

function row_of(row: RowInFile, step: string): Row {
  return {
    row: row.row,
    scan: row.scan as Row['scan'],
    when: row.when ?? [],
    verdict: row.verdict as Row['verdict'],
    because: row.because ?? null,
    do: row.do ?? [],
    next: row.next ?? step,
    knows_server: row.knows !== undefined,
  }
}

function repeated(ids: readonly string[]): string[] {
  const times = new Map<string, number>()
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1)
  return [...times].flatMap(([id, seen]) => (seen > 1 ? [`${id} stands ${seen} times`] : []))
}

function faults_of_step(step: string, rows: readonly RowInFile[]): string[] {
  const faults: string[] = []
  const last = rows[rows.length - 1]
  if (last === undefined || last.scan !== '*' || (last.when ?? []).length > 0) {
    faults.push(`${step} does not end in a row that catches everything`)
  }
  for (const [nth, row] of rows.entries()) {
    for (const earlier of rows.slice(0, nth)) {
      const same = earlier.scan === row.scan || earlier.scan === '*'
      if (same && (earlier.when ?? []).every((guard) => (row.when ?? []).includes(guard))) {
        faults.push(`${row.row} hides behind ${earlier.row}`)
      }
    }
  }
  return faults
}

function faults_of_row(table: TableInFile, step: string, row: RowInFile): string[] {
  const faults: string[] = []
  if (!ROW_ID.test(row.row)) faults.push('is no row id like PC-01')
  if (!Object.keys(row).every((key) => KEYS.includes(key))) {
    faults.push('says something no table says')
  }
  if (row.scan !== '*' && !KINDS.some((kind) => kind === row.scan)) {
    faults.push(`waits for no kind of scan: ${row.scan}`)
  }
  if (row.knows !== undefined && !(row.knows === 'server' && (row.when ?? []).length > 0)) {
    faults.push('leaves to the server what it does not ask')
  }
  faults.push(...faults_of_verdict(row))
  if (table.steps[row.next ?? step] === undefined) faults.push(`leads to no step: ${row.next}`)
  return faults.map((fault) => `${row.row} ${fault}`)
}

function faults_of_verdict(row: RowInFile): string[] {
  const faults: string[] = []
  if (!VERDICTS.includes(row.verdict)) faults.push(`gives no verdict: ${row.verdict}`)
  if ((row.verdict === 'refuse') !== (row.because !== undefined)) {
    faults.push('must say because when it refuses, and only then')
  }
  if (!CODE.test(row.because ?? 'none')) faults.push(`gives no reason code: ${row.because}`)
  if (row.verdict !== 'accept' && ((row.do ?? []).length > 0 || row.next !== undefined)) {
    faults.push('acts without accepting')
  }
  return faults
}

function unbound(what: string, named: readonly string[], bound: readonly string[]): string[] {
  const asked = [...new Set(named)]
  return [
    ...asked.filter((name) => !bound.includes(name)).map((name) => `no ${what} is called ${name}`),
    ...bound
      .filter((name) => !asked.includes(name))
      .map((name) => `${what} is never used: ${name}`),
  ]
}

function unreached(table: TableInFile): string[] {
  const reached = new Set<string>()
  const ahead = [table.begin]
  for (let step = ahead.pop(); step !== undefined; step = ahead.pop()) {
    const rows = table.steps[step]
    if (rows === undefined || reached.has(step)) continue
    reached.add(step)
    ahead.push(...rows.map((row) => row.next ?? (step as string)))
  }
  return Object.keys(table.steps).flatMap((step) =>
    reached.has(step) ? [] : [`no way leads to ${step}`],
  )
}
