/**
 * Taking goods back that an order was sent (返品): the table of the job, its words and its screens.
 * decisions.ts mirrors server/returning/decisions.py; return_view.ts works out what is shown; the screen only draws.
 */
import './returning.css'
import type { StockRoom } from '../jobs'
import { bring_words } from '../words'
import { returning_en } from '../words/returning.en'
import { returning_ja } from '../words/returning.ja'
import { teach_job_kind } from '../work'
import { FLOW } from './decisions'
import { return_words } from './job_words'
import { Return } from './return'

bring_words(returning_ja, returning_en)
teach_job_kind(FLOW, return_words)

export const returning: StockRoom = { Screen: Return }
