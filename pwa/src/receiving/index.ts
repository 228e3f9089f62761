/**
 * Taking goods in at a dock (入荷): the table of the job, its words and its screens.
 * decisions.ts mirrors server/receiving/decisions.py; receive_view.ts works out what is shown; the screen only draws.
 */
import './receiving.css'
import type { StockRoom } from '../jobs'
import { bring_words } from '../words'
import { receiving_en } from '../words/receiving.en'
import { receiving_ja } from '../words/receiving.ja'
import { teach_job_kind } from '../work'
import { FLOW } from './decisions'
import { receive_words } from './job_words'
import { Receive } from './receive'

bring_words(receiving_ja, receiving_en)
teach_job_kind(FLOW, receive_words)

export const receiving: StockRoom = { Screen: Receive }
