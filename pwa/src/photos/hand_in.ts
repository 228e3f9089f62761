// Photos are handed in one after the other, each after its event; what is not there yet is tried again.
import { signal } from '@preact/signals'
import type { Journal } from '../journal'
import { reach, server } from '../server_api'

/** How many photos are only on this device. */
export const photos_waiting = signal(0)

/** The server will never take this one: the report was refused, or it is no photo. */
const FINAL = new Set([404, 422])

let round: Promise<void> | null = null

/** Hand in what can go; called whenever something was handed in, or the way may be open again. */
export function hand_in_photos(journal: Journal): Promise<void> {
  round ??= go(journal).finally(() => {
    round = null
  })
  return round
}

async function go(journal: Journal): Promise<void> {
  const { ready, kept } = await journal.photos()
  photos_waiting.value = kept
  for (const [event_id, content] of ready) {
    const body = new FormData()
    body.append('file', new Blob([content], { type: 'image/jpeg' }), 'photo.jpg')
    const answer = await reach(
      server.POST('/api/v1/scans/{event_id}/photo', {
        params: { path: { event_id } },
        // The types of the document say what the file is, not how a browser sends it.
        body: body as unknown as { file: string },
      }),
    )
    if (!(answer.ok || FINAL.has(answer.status))) return
    await journal.let_go_of_photo(event_id)
    photos_waiting.value -= 1
  }
}
