/**
 * Who is at this device: enrolment, login, the menu, and the gates before the screens.
 * `FloorGate` stands before handheld and packing screens, `OfficeGate` before office and board.
 */
export { FloorGate } from './gate'
export { is_board_device, leave_office, OfficeGate, office_person } from './office_gate'
export { ask_who_is_here, choose_language, log_out, start_people } from './session'
export { WelcomeScreen } from './welcome_screen'
