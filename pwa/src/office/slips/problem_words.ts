// Why a shipment cannot stand in a carrier's file, in a sentence that says what to do.
import { t, type Word } from '../../words'
import type { StuckShipment } from './asks'

type Problem = StuckShipment['problems'][number]

export function problem_words(problem: Problem): string {
  const { code, column, text, over, letters, proposed } = problem
  if (code === 'unwritable' && proposed !== '') {
    return t('slips.problem.unwritable.proposed', { column, letters, proposed })
  }
  const key: Word = `slips.problem.${code}` as Word
  return t(key, { column, text, over, letters })
}
