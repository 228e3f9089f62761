// Scenes of the floor from tests/vectors, and playing them. For tests; mirrors tests/flows/scenes.py.
import { readFileSync } from 'node:fs'
import type { Codes, Scan } from '../vocabulary'
import { decide, type Flow } from './engine'

type Said = {
  raw: string
  row: string
  verdict: string
  because?: string
  step: string
  changed?: Record<string, unknown>
}

export type Scene<Facts> = {
  name: string
  step: string
  facts: Facts
  codes: Codes
  scans: Said[]
}

type World<Facts> = { facts: Facts; codes: Codes }
type File<Facts> = {
  worlds: Record<string, World<Facts>>
  scenes: {
    name: string
    world: string
    step?: string
    facts?: Partial<Facts>
    scans: Said[]
  }[]
}

/**
 * The scenes of a flow, each with the facts and codes of its world.
 * @public
 */
export function scenes_of<Facts>(flow: Flow<Facts>): Scene<Facts>[] {
  const file = new URL(`../../../tests/vectors/${flow.name}.json`, import.meta.url)
  const told: File<Facts> = JSON.parse(readFileSync(file, 'utf8'))
  return told.scenes.map(({ name, world, step, facts, scans }) => {
    const { facts: ground, codes } = told.worlds[world] as World<Facts>
    return { name, step: step ?? flow.begin, facts: { ...ground, ...facts }, codes, scans }
  })
}

/**
 * What the device says to each scan of a scene, in the words of the vectors.
 * @public
 */
export function play<Facts>(
  flow: Flow<Facts>,
  read_scan: (step: string, raw: string, codes: Codes) => Scan,
  scene: Scene<Facts>,
): Said[] {
  let { step, facts } = scene
  return scene.scans.map(({ raw }) => {
    const decision = decide(flow, step, read_scan(step, raw, scene.codes), facts)
    const changed = Object.fromEntries(changes(facts, decision.facts))
    ;({ step, facts } = decision)
    return {
      raw,
      row: decision.row,
      verdict: decision.verdict,
      ...(decision.because === null ? {} : { because: decision.because }),
      step: decision.step,
      ...(Object.keys(changed).length === 0 ? {} : { changed }),
    }
  })
}

/**
 * Every row of a table.
 * @public
 */
export function rows_of<Facts>(flow: Flow<Facts>): Set<string> {
  return new Set([...flow.steps.values()].flatMap((rows) => rows.map((row) => row.row)))
}

function changes(before: unknown, after: unknown, path = ''): [string, unknown][] {
  if (typeof before !== 'object' || before === null) {
    return before === after ? [] : [[path.slice(1), after]]
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length) {
    return [[path.slice(1), after]]
  }
  const was = before as Record<string, unknown>
  const is = after as Record<string, unknown>
  if (Object.keys(was).join() !== Object.keys(is).join()) throw new Error(`${path} lost its shape`)
  return Object.keys(was).flatMap((key) => changes(was[key], is[key], `${path}.${key}`))
}
