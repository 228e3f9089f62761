import type { Resolution } from './floor_exception'

/** Tell the server what was decided. Null when it is done, else the code of the refusal. */
export async function resolve_exception(
  id: number,
  resolution: Resolution,
  note: string,
): Promise<string | null> {
  try {
    const answer = await fetch(`/api/v1/exceptions/${id}/resolve`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ resolution, note }),
    })
    if (answer.ok) return null
    const told: { code?: unknown } | null = await answer.json().catch(() => null)
    return typeof told?.code === 'string' ? told.code : 'server_fault'
  } catch {
    return 'offline'
  }
}
