// The words around a scan of a move: what was read, what would have been right.
import { product_in, product_words, read_words, UNDO } from '../goods'
import type { Job } from '../server_api'
import { label_of, type Scan } from '../vocabulary'
import { t } from '../words'
import { type JobWords, label_texts, product_texts } from '../work'
import { counted_goods, facts_of, goods_view, lots_asked, step_of } from './move_view'

/** That is all (これで終わり); the same as scanning the command's label. */
export const DONE = 'X-DONE'
/** What is in the hand went back to where it lay. */
export const BACK = 'X-BACK'

export const done_label = () => label_of(DONE)
export const back_label = () => label_of(BACK)

export const move_words: JobWords = {
  expected_labels: (job) => [
    ...label_texts([facts_of(job).place, UNDO, DONE, BACK]),
    ...product_texts(Object.keys(job.codes)),
  ],
  typed_codes: (job) => Object.keys(job.places),
  expected_words,
  read_words: said_of,
  finishes: (before, step) => {
    if (step === 'move_done') return 'job'
    return before.step === 'put_down' && step === 'take_goods' ? 'line' : null
  },
  is_between_lines: (job) => step_of(job) === 'take_goods',
}

function expected_words(job: Job, scan: Scan): string | null {
  const { goods } = facts_of(job)
  const promised = goods.find(({ hand, moved, free }) => hand > 0 && hand + moved > free)
  if (promised !== undefined) return free_words(goods_view(job, promised).free)
  if (step_of(job) === 'say_lot') return lots_words(job)
  const meant = goods.filter(
    ({ product, lot }) => product === scan.product && (scan.lot === null || lot === scan.lot),
  )
  const counted = scan.kind === 'quantity' ? counted_goods(job) : null
  if (counted !== null) return free_words(counted.free)
  if (meant.length > 0) return free_words(meant.reduce((n, one) => n + one.free - one.moved, 0))
  return step_of(job) === 'put_down' ? t('move.expected.target') : t('move.expected.goods')
}

function free_words(n: number): string {
  return t('move.expected.free', { n })
}

function lots_words(job: Job): string {
  return lots_asked(job)
    .map(({ lot }) => lot ?? t('move.lot.none'))
    .join(' / ')
}

function said_of(job: Job, scan: Scan, raw: string): string {
  if (scan.code === DONE) return t('move.done.command')
  if (scan.code === BACK) return t('move.back')
  const product = product_in(job, scan)
  if (product !== null && scan.lot !== null) {
    return `${product_words(product, null)} ${scan.lot}`
  }
  return read_words(job, scan, raw, counted_goods(job)?.product ?? null)
}
