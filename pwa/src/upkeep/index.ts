/**
 * What a screen of the floor does beside the work, once it is there: it takes the next carts ahead, so that a dead
 * network does not end the shift, proves its storage against what the server knows of it, takes a new version at a
 * seam, speaks, stays awake, and watches its battery. None of it is waited for by a scan.
 */
export { give_carts_back, take_carts_ahead } from './ahead'
export { watch_battery } from './battery'
export { prove_storage } from './self_test'
export { say, speak_steps } from './speech'
export { StorageFault } from './storage_fault'
export { is_seam, take_updates_when } from './updates'
export { stay_awake_in_a_job } from './wake_lock'
