// The words around a scan of a count: what was read, what would have been right.
import { product_in, product_words, read_words, UNDO } from '../goods'
import type { Job } from '../server_api'
import { label_of, type Scan } from '../vocabulary'
import { t } from '../words'
import { type JobWords, label_texts, product_texts } from '../work'
import { counted_goods, facts_of, goods_asked, only_product, place_of, step_of } from './count_view'

/** That is all (これで終わり); the same as scanning the command's label. */
const DONE = 'X-DONE'

export const done_label = () => label_of(DONE)

export const count_words: JobWords = {
  expected_labels: (job) => [
    ...label_texts([facts_of(job).place, UNDO, DONE]),
    ...product_texts(Object.keys(job.codes)),
  ],
  typed_codes: (job) => Object.keys(job.places),
  expected_words,
  read_words: said_of,
  finishes: (_before, step) => (step === 'count_done' ? 'job' : null),
  is_between_lines: (job) => step_of(job) === 'find_place',
}

function expected_words(job: Job, scan: Scan): string | null {
  const step = step_of(job)
  if (step === 'find_place' || step === 'confirm_empty') return place_of(job).place
  if (step === 'count_done') return null
  if (step === 'say_lot') return t('count.expected.lot')
  if (scan.kind === 'place') return place_of(job).place
  const only = only_product(job)
  return only === null ? t('count.expected.goods') : product_words(only, product_in(job, scan))
}

function said_of(job: Job, scan: Scan, raw: string): string {
  if (scan.code === DONE) return t('count.done')
  const product = product_in(job, scan)
  if (product !== null && scan.lot !== null) return `${product_words(product, null)} ${scan.lot}`
  return read_words(job, scan, raw, counted_goods(job)?.product ?? goods_asked(job))
}
