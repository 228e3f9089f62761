/**
 * Picking with a cart (ピッキング): the screens, and what the table of the job decides on this device.
 * decisions.ts mirrors server/picking/decisions.py; cart_view.ts works out what is shown; the screens only draw.
 * All that a cart in hand needs is one room, opened before there is one (cart_room.tsx).
 */
import { expect_job_kind } from '../work'
import { open_cart_room } from './room'

expect_job_kind('pick_cart', open_cart_room)

export { Picking } from './screen'

import './idle.css'
import './walk.css'
import './tote.css'
import './done.css'
