// What the job in hand knows of a code, for when the server cannot be asked. Pure.
import type { Job, Product } from '../server_api'
import { display, read } from '../vocabulary'

/** A line of the job that has to do with the code. */
export type LineHere = { product: number; place: string; wanted: number; done: number }

export type KnownHere = {
  /** The code as people say it. */
  code: string
  products: Product[]
  lines: LineHere[]
}

/** The parts of a job's lines that every kind of job has in some form. */
type AnyLine = Partial<
  Record<'wanted' | 'picked' | 'packed', number> & { place: string; slot: number }
> & { product: number }

/** Products and lines of this job behind a text; empty where the job does not know it. */
export function known_here(job: Job | null, raw: string): KnownHere {
  const readings = read(raw)
  const code = display(readings[0].code === '' ? raw : readings[0].code)
  if (job === null) return { code, products: [], lines: [] }
  const codes = new Set(readings.map((reading) => reading.code))
  const facts = job.facts as { lines?: AnyLine[]; items?: AnyLine[]; totes?: (string | null)[] }
  const meant = [...codes].flatMap((one) => job.codes[one]?.product ?? [])
  const lines = (facts.lines ?? facts.items ?? []).filter(
    (line) =>
      meant.includes(line.product) ||
      (line.place !== undefined && codes.has(line.place)) ||
      (line.slot !== undefined && codes.has(facts.totes?.[line.slot] ?? '')),
  )
  const ids = new Set([...meant, ...lines.map((line) => line.product)])
  return {
    code,
    products: [...ids].flatMap((id) => job.products[String(id)] ?? []),
    lines: lines.map((line) => ({
      product: line.product,
      place: display(line.place ?? ''),
      wanted: line.wanted ?? 0,
      done: line.picked ?? line.packed ?? 0,
    })),
  }
}
