import { reach, server } from '../server_api'
import type { Resolution } from './floor_exception'

/** Tell the server what was decided. Null when it is done, else the code of the refusal. */
export async function resolve_exception(
  exception_id: number,
  resolution: Resolution,
  note: string,
): Promise<string | null> {
  const answer = await reach(
    server.POST('/api/v1/exceptions/{exception_id}/resolve', {
      params: { path: { exception_id } },
      body: { resolution, note },
    }),
  )
  return answer.ok ? null : answer.code
}
