/**
 * What this device did and has not handed in, kept on its disk (IndexedDB) before the next scan is judged.
 *
 * Every event gets a UUIDv7 and a number without gaps; the job in hand is written in the same transaction, so a
 * reload, a kill or a dead battery comes back at exactly this step. Acknowledged events stay seven days with
 * the server's receipt. One journal to a device; logging out or changing the worker leaves it alone.
 */
export { random_id, time_ordered_id } from './event_id'
export { type Counts, type Deed, type Journal, open_journal } from './journal'
export type { Entry, EventState, Identity, JobInHand } from './store'
