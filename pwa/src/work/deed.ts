// What was done, as the journal keeps it. Pure.
import type { Deed } from '../journal'
import type { Reading } from '../scanner'
import type { Job, Person } from '../server_api'
import type { Judgement } from './judgement'

/** Who works here: the person and the session that every event names. */
export type Worker = { person: Person; session: string }

/** A scan and what it was judged to be, in the name of who made it. */
export function deed_of(judgement: Judgement, before: Job, who: Worker, reading: Reading): Deed {
  return {
    session: who.session,
    actor: who.person.id,
    device_time: new Date().toISOString(),
    task: before.task.id,
    lease: before.task.lease,
    revision: before.revision,
    kind: 'scan',
    raw: reading.raw,
    via: reading.via,
    table_revision: judgement.table_revision,
    row: judgement.shown.row,
    verdict: judgement.verdict,
    payload: reading.payload ?? {},
  }
}

/** What the server takes of a scan. */
const RAW_LENGTH_MAX = 500

/**
 * The text as both sides judge it: what does not fit into the record, or could not travel in JSON (half a
 * surrogate pair, NUL), is cut or replaced before it is judged, so that one odd scan never blocks those after it.
 */
export function sendable(raw: string): string {
  const cannot_travel = /^[\0\uD800-\uDFFF]$/
  return [...raw.slice(0, RAW_LENGTH_MAX)]
    .map((character) => (cannot_travel.test(character) ? '\uFFFD' : character))
    .join('')
}
