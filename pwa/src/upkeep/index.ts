/**
 * What a handheld does beside the work, once it is on the screen: it takes the next carts ahead, so that a dead
 * network does not end the shift, and proves its storage against what the server knows of it.
 */
export { give_carts_back, take_carts_ahead } from './ahead'
export { prove_storage } from './self_test'
export { StorageFault } from './storage_fault'
