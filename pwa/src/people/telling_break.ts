import type { Journal } from '../journal'
import { reach, server } from '../server_api'
import { worker } from '../work'
import type { KeptBreak } from './rest'

/** Tell the server of a break that it does not know yet; called again when there is a network. */
export async function tell_break(memory: Journal | null): Promise<void> {
  const kept = await memory?.setting<KeptBreak>('break')
  if (kept == null || kept.is_told || kept.session !== worker.peek()?.session) return
  const since = kept.since === null ? null : new Date(kept.since).toISOString()
  const answer = await reach(server.POST('/api/v1/breaks', { body: { since } }))
  if (!answer.ok) return
  const now = await memory?.setting<KeptBreak>('break')
  if (now?.since === kept.since) await memory?.keep_setting('break', { ...kept, is_told: true })
}
