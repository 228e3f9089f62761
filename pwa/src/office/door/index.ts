// What was found of an order as it came in, for its page.
export { DoorChecks } from './door_checks'
