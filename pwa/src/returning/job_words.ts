// The words around a scan of a return: what was read, what would have been right.
import { product_in, product_words, read_words, UNDO } from '../goods'
import type { IconName } from '../interface'
import type { Job } from '../server_api'
import { label_of, type Scan } from '../vocabulary'
import { t, type Word } from '../words'
import { type JobWords, label_texts, product_texts } from '../work'
import { read_scan } from './decisions'
import { facts_of, goods_asked, returned_last, step_of } from './return_view'

/** All that came back was scanned; the same as scanning the command's label. */
const DONE = 'X-DONE'
/** What is scanned from now on is good (良品), damaged (破損), held for a look (保留). */
export const GOOD = 'X-GOOD'
export const DAMAGED = 'X-DAMAGED'
export const HELD = 'X-HELD'
/** Whoever cannot say the lot goes back. */
const BACK = 'X-BACK'

export const done_label = () => label_of(DONE)
export const good_label = () => label_of(GOOD)
export const back_label = () => label_of(BACK)

/** Why goods come back, the most frequent first. */
export const REASONS = [
  { command: 'X-UNDELIVERED', words: 'return.reason.undelivered', icon: 'truck' },
  { command: 'X-UNWANTED', words: 'return.reason.unwanted', icon: 'people' },
  { command: 'X-DEFECT', words: 'return.reason.defect', icon: 'alert' },
  { command: 'X-WRONG', words: 'return.reason.wrong_goods', icon: 'refresh' },
  { command: 'X-OTHER', words: 'return.reason.other', icon: 'info' },
] as const satisfies readonly { command: string; words: Word; icon: IconName }[]

const SAID: Record<string, Word> = {
  [DONE]: 'return.end',
  [GOOD]: 'return.grade.good',
  [DAMAGED]: 'return.grade.damaged',
  [HELD]: 'return.grade.held',
  [BACK]: 'return.back',
  ...Object.fromEntries(REASONS.map(({ command, words }) => [command, words])),
}

export const return_words: JobWords = {
  read: (job, raw) => read_scan(job.step, raw, job.codes),
  expected_labels: (job) => [
    ...label_texts([UNDO, ...Object.keys(SAID)]),
    ...product_texts(Object.keys(job.codes)),
  ],
  typed_codes: () => [],
  expected_words,
  read_words: said_of,
  finishes: (before, step) => {
    if (step === 'return_done') return 'job'
    return before.step !== 'return_goods' && step === 'return_goods' ? 'line' : null
  },
  is_between_lines: (job) => facts_of(job).lines.length === 0,
}

function expected_words(job: Job): string | null {
  switch (step_of(job)) {
    case 'return_done':
      return null
    case 'say_lot':
      return t('return.expected.lot')
    case 'say_serial':
      return t('return.expected.serial')
    case 'say_reason':
      return t('return.step.say_reason')
    default:
      return t('return.expected.goods', { order: facts_of(job).order })
  }
}

function said_of(job: Job, scan: Scan, raw: string): string {
  const command = SAID[scan.code]
  if (command !== undefined) return t(command)
  const product = product_in(job, scan)
  if (product !== null && scan.lot !== null) return `${product_words(product, null)} ${scan.lot}`
  return read_words(job, scan, raw, returned_last(job)?.product ?? goods_asked(job))
}
