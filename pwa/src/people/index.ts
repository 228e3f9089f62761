/**
 * Who is at this device: enrolment, login by badge and PIN, the menu, and the gate before the screens of the floor.
 */
export { FloorGate, load_login } from './gate'
export { telling_break } from './rest'
export {
  ask_ahead,
  ask_who_is_here,
  recall_choices,
  start_people,
} from './session'
