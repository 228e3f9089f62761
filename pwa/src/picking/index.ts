/**
 * Picking with a cart (ピッキング): the screens, and what the table of the job decides on this device.
 * decisions.ts mirrors server/picking/decisions.py; cart_view.ts works out what is shown; the screens only draw.
 * All that judges a cart is in the first load: a verdict waits for nothing.
 */
import { teach_job_kind } from '../work'
import { FLOW } from './decisions'
import { pick_words } from './job_words'

teach_job_kind(FLOW, pick_words)

export { Picking } from './screen'

import './idle.css'
import './walk.css'
import './tote.css'
