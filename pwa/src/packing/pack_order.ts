// Packing as a kind of job: what a scan may end, and what it has finished.
import type { Job, JobFacts } from '../server_api'
import type { Scan } from '../vocabulary'
import { type JobWords, product_texts } from '../work'
import { FLOW, read_scan, unnamed_line } from './decisions'
import { line_changed } from './expectations'
import type { PackFacts } from './facts'
import type { ParcelJob } from './parcel'

/** The job in hand as the packing screens draw it, or null when it is none of ours. Pure. */
export function parcel_of(job: Job | null): ParcelJob | null {
  if (job === null || job.flow !== FLOW.name || job.order === null) return null
  // A job that was kept by an older page has no rack.
  const { task, step, products, order, flyers, rack_slots = [] } = job
  return { task, step, facts: facts_of(job), products, order, flyers, rack_slots }
}

/** What an accepted scan has finished: the parcel, one card of it, or nothing yet. Pure. */
export function finished_by(
  before: PackFacts,
  step: string,
  after: PackFacts,
): 'line' | 'job' | null {
  if (step === 'parcel_closed') return 'job'
  const changed = line_changed(before, after)
  if (changed === null) return null
  const { items, flyers } = after
  const is_full =
    changed.of === 'item'
      ? unnamed_line(after) === null &&
        items.some((item) => item.line === changed.line && item.packed === item.wanted)
      : flyers.some((flyer) => flyer.line === changed.line && flyer.inserted === flyer.wanted)
  return is_full ? 'line' : null
}

/** The texts of the labels that go on with this parcel: codes of what is still wanted, then the slip. Pure. */
export function labels_expected(job: Pick<Job, 'step' | 'codes'>, facts: PackFacts): string[] {
  // A serial number may begin with what is printed beside it: only its own end ends it.
  if (job.step === 'record_serial') return []
  if (job.step === 'scan_slip') return facts.slip_expected ? [facts.slip_expected] : []
  const wanted = new Set([
    ...facts.items.filter((item) => item.packed < item.wanted).map((item) => item.product),
    ...facts.flyers.filter((flyer) => flyer.inserted < flyer.wanted).map((one) => one.product),
  ])
  const codes = Object.entries(job.codes).filter(([, meaning]) => wanted.has(meaning.product))
  return product_texts(codes.map(([code]) => code))
}

/** The steps at which a parcel is only still shown. */
const OVER = ['parcel_closed', 'set_aside', 'order_cancelled']

/** What the work asks about a job of ours. The band draws what was read with its picture; these are its words. */
export const pack_words = {
  read: (job: Job, raw: string) => read_scan(job.step, raw, job.codes),
  expected_labels: (job: Job) => labels_expected(job, facts_of(job)),
  // A flyer's own code (`F-0001`) may be typed without namespace, hyphen and check character.
  typed_codes: (job: Job) => Object.keys(job.codes).filter((code) => code.startsWith('F-')),
  expected_words: () => null,
  read_words: (job: Job, scan: Scan) => job.products[String(scan.product)]?.name ?? scan.code,
  finishes: (before: Job, step: string, facts: JobFacts) =>
    finished_by(facts_of(before), step, facts as PackFacts),
  is_over: (job: Job) => OVER.includes(job.step),
  news: (before: Job, after: Job) =>
    after.step === 'order_cancelled' && before.step !== after.step
      ? { because: 'order_is_cancelled', todo: '' }
      : null,
} satisfies JobWords

function facts_of(job: Job): PackFacts {
  // The job's flow is ours: its facts came from the server for this very table.
  return job.facts as PackFacts
}
