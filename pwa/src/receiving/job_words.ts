// The words around a scan of a receipt: what was read, what would have been right.
import { product_in, product_words, read_words, UNDO } from '../goods'
import type { Job } from '../server_api'
import { label_of, type Scan } from '../vocabulary'
import { t, type Word } from '../words'
import { type JobWords, label_texts, product_texts } from '../work'
import { dock_of, facts_of, goods_asked, received_last, step_of } from './receive_view'

/** All is here (これで全部); the same as scanning the command's label. */
export const DONE = 'X-DONE'
/** The rest of the notice comes another day (残りは後日). */
export const PART = 'X-PART'
/** What is scanned from now on is damaged; once more: it is good again. */
export const DAMAGED = 'X-DAMAGED'
/** Goods that nobody knows (わからない商品). */
export const UNKNOWN = 'X-UNKNOWN'
/** Whoever cannot say it goes back. */
const BACK = 'X-BACK'

export const done_label = () => label_of(DONE)
export const damaged_label = () => label_of(DAMAGED)
export const back_label = () => label_of(BACK)

const SAID: Record<string, Word> = {
  [DONE]: 'receive.done',
  [PART]: 'receive.part',
  [DAMAGED]: 'receive.damaged',
  [UNKNOWN]: 'receive.unknown',
  [BACK]: 'receive.back',
}

export const receive_words: JobWords = {
  expected_labels: (job) => [
    ...label_texts([UNDO, ...Object.keys(SAID)]),
    ...product_texts(Object.keys(job.codes)),
  ],
  typed_codes: () => [],
  expected_words,
  read_words: said_of,
  finishes: (before, step) => {
    if (step === 'receive_done') return 'job'
    return before.step !== 'receive_goods' && step === 'receive_goods' ? 'line' : null
  },
  is_between_lines: (job) => facts_of(job).lines.length === 0,
}

function expected_words(job: Job, _scan: Scan): string | null {
  const { product } = goods_asked(job)
  switch (step_of(job)) {
    case 'receive_done':
      return null
    case 'say_lot':
      return t('receive.expected.lot')
    case 'say_day':
      return t('receive.expected.day')
    case 'confirm_extra':
      return product === null ? null : product_words(product, null)
    default:
      return facts_of(job).notice ?? dock_of(job)
  }
}

function said_of(job: Job, scan: Scan, raw: string): string {
  const command = SAID[scan.code]
  if (command !== undefined) return t(command)
  if (scan.kind === 'day' && scan.expires_on !== null) return day_words(scan.expires_on)
  const product = product_in(job, scan)
  if (product !== null && scan.lot !== null) return `${product_words(product, null)} ${scan.lot}`
  return read_words(job, scan, raw, received_last(job)?.product ?? goods_asked(job).product)
}

/** A day as packages print it. */
export function day_words(day: string): string {
  return day.replaceAll('-', '.')
}
