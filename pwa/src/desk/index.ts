/**
 * Who sits at a desk: login by password, the first administrator, and the gate before office and board.
 * No part of the handheld's first load.
 */
export { is_board_device, leave_office, OfficeGate, office_person } from './office_gate'
export { WelcomeScreen } from './welcome_screen'

import { bring_words } from '../words'
import { desk_en } from '../words/desk.en'
import { desk_ja } from '../words/desk.ja'

bring_words(desk_ja, desk_en)
