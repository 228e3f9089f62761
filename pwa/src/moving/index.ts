/**
 * Moving goods from place to place (移動): the table of the job, its words and its screens.
 * decisions.ts mirrors server/moving/decisions.py; move_view.ts works out what is shown; the screen only draws.
 */
import './moving.css'
import type { StockRoom } from '../jobs'
import { bring_words } from '../words'
import { moving_en } from '../words/moving.en'
import { moving_ja } from '../words/moving.ja'
import { teach_job_kind } from '../work'
import { FLOW } from './decisions'
import { move_words } from './job_words'
import { Move } from './move'

bring_words(moving_ja, moving_en)
teach_job_kind(FLOW, move_words)

export const moving: StockRoom = { Screen: Move }
