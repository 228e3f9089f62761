/**
 * Putting kits together on stock (セット組み): the table of the job, its words and its screens.
 * decisions.ts mirrors server/assembling/decisions.py; assemble_view.ts works out what is shown; the screen only draws.
 */
import './assembling.css'
import type { StockRoom } from '../jobs'
import { bring_words } from '../words'
import { assembling_en } from '../words/assembling.en'
import { assembling_ja } from '../words/assembling.ja'
import { teach_job_kind } from '../work'
import { Assemble } from './assemble'
import { FLOW } from './decisions'
import { assemble_words } from './job_words'

bring_words(assembling_ja, assembling_en)
teach_job_kind(FLOW, assemble_words)

export const assembling: StockRoom = { Screen: Assemble }
