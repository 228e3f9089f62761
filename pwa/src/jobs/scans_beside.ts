// A scan that begins nothing here is looked up, as everywhere on the floor.
import type { Reading } from '../scanner'
import { type Kind, read } from '../vocabulary'
import { ask_about, give_cue } from '../work'

/** What names nothing that could be looked up. */
const NAMELESS: ReadonlySet<Kind> = new Set(['command', 'quantity', 'day', 'misread', 'unknown'])

/** Show what was scanned; false where there is nothing to show of it. */
export function look_up_or_refuse(reading: Reading): boolean {
  if (NAMELESS.has(read(reading.raw)[0].kind)) return false
  give_cue('ok')
  ask_about(reading.raw)
  return true
}
