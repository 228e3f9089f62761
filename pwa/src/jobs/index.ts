/**
 * Work of the stock (入荷, 棚入れ, 補充, 移動, 棚卸, 返品 …) on a handheld: choosing a kind, its queue, and what the
 * screens of all its jobs share. stock_work.ts offers the rooms, each a chunk of its own.
 *
 * - `QuantityPad`, `DayPad`, `LotEntry` type what cannot be scanned; each ends in a scan like any other.
 * - `JobDone` is the last screen of a job; `ReasonSheet` asks why in one tap.
 */
import '../interface/more_icons'
import './jobs.css'
import { bring_words } from '../words'
import { jobs_en } from '../words/jobs.en'
import { jobs_ja } from '../words/jobs.ja'

bring_words(jobs_ja, jobs_en)

export { DayPad } from './day_pad'
export { JobDone } from './job_done'
export { Jobs } from './jobs'
export { offer_stock_work, type StockRoom } from './kinds'
export { LotEntry } from './lot_entry'
export { QuantityPad } from './quantity_pad'
export { ReasonSheet } from './reason_sheet'
export { open_room_of } from './rooms'
