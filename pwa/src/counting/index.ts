/**
 * Counting a place, blind (棚卸): the table of the job, its words and its screens.
 * decisions.ts mirrors server/counting/decisions.py; count_view.ts works out what is shown; the screen only draws.
 */
import type { StockRoom } from '../jobs'
import { bring_words } from '../words'
import { counting_en } from '../words/counting.en'
import { counting_ja } from '../words/counting.ja'
import { teach_job_kind } from '../work'
import { Count } from './count'
import { FLOW } from './decisions'
import { count_words } from './job_words'

bring_words(counting_ja, counting_en)
teach_job_kind(FLOW, count_words)

export const counting: StockRoom = { Screen: Count }
