// What this device did, for the menu.
import type { Entry } from '../journal'
import { recount } from '../work'
import { people_memory } from './session'

/** The newest entries of the journal. */
export function recent_records(limit: number): Promise<Entry[]> {
  return people_memory()?.recent(limit) ?? Promise.resolve([])
}

/** The worker has seen what the server judged differently. */
export async function settle_trouble(): Promise<void> {
  await people_memory()?.settle()
  await recount()
}
