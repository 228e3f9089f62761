// The words around a scan of an assembly: what was read, what would have been right.
import { product_words, read_words, UNDO } from '../goods'
import type { Job, Product } from '../server_api'
import { label_of, type Scan } from '../vocabulary'
import { t } from '../words'
import { type JobWords, label_texts, product_texts } from '../work'
import {
  facts_of,
  kit_of,
  kits_so_far,
  loose_asked,
  loose_in_hand,
  part_here,
  parts_to_bring,
  parts_to_take,
  step_of,
} from './assemble_view'

/** Enough of it; the same as scanning the command's label. */
export const DONE = 'X-DONE'
/** The rest of these parts is not there. */
const SHORT = 'X-SHORT-NONE'

/** The lot or the day cannot be said. */
const BACK = 'X-BACK'

export const short_label = () => label_of(SHORT)

export const back_label = () => label_of(BACK)

export const assemble_words: JobWords = {
  expected_labels: (job) => [
    ...label_texts([UNDO, DONE, SHORT, BACK]),
    ...label_texts(facts_of(job).parts.map(({ place }) => place)),
    ...product_texts(Object.keys(job.codes)),
  ],
  typed_codes: (job) => Object.keys(job.places),
  expected_words,
  read_words: said_of,
  finishes: (before, step) => {
    if (step === 'assembly_done') return 'job'
    if (step === 'say_lot' || step === 'say_day') return null
    return before.step !== step && step !== 'take_parts' && step !== 'lay_back' ? 'line' : null
  },
  is_between_lines: (job) => step_of(job) === 'find_place' || step_of(job) === 'put_back',
}

function expected_words(job: Job): string | null {
  switch (step_of(job)) {
    case 'find_place':
      return parts_to_take(job)[0]?.place ?? null
    case 'put_back':
      return parts_to_bring(job)[0]?.place ?? null
    case 'make_kits':
      return t(kits_so_far(job).hand > 0 ? 'assemble.expected.target' : 'assemble.expected.kit')
    case 'sort_parts':
      return t(loose_in_hand(job) === null ? 'apart.expected.part' : 'apart.expected.target')
    case 'say_lot':
      return t('apart.expected.lot')
    case 'say_day':
      return t('apart.expected.day')
    case 'assembly_done':
      return null
    default:
      return words_of(part_here(job)?.product ?? null)
  }
}

function words_of(product: Product | null): string {
  return product === null ? '' : product_words(product, null)
}

function said_of(job: Job, scan: Scan, raw: string): string {
  if (scan.code === DONE) return t('assemble.stop')
  if (scan.code === SHORT) return t('assemble.short')
  return read_words(job, scan, raw, goods_beside(job))
}

/** The goods that were expected, from which a twin is told apart. */
function goods_beside(job: Job): Product | null {
  if (step_of(job) === 'make_kits') return kit_of(job)
  return (part_here(job) ?? loose_asked(job) ?? loose_in_hand(job))?.product ?? null
}
