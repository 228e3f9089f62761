// Photos are handed in one after the other, each after its event; what is not there yet is tried again.
import { signal } from '@preact/signals'
import type { Journal } from '../journal'
import { reach, server } from '../server_api'

/** How many photos are only on this device. */
export const photos_waiting = signal(0)

/** The server will never take this one: the report was refused, or it is no photo. */
const FINAL = new Set(['exception_unknown', 'photo_unreadable'])

/** How soon it is tried again by itself, in milliseconds. */
const AGAIN_MS = 30_000

let round: Promise<void> | null = null
let is_asked_again = false
let timer: ReturnType<typeof setTimeout> | undefined

/** Hand in what can go; called whenever something was handed in, or the way may be open again. */
export function hand_in_photos(journal: Journal): Promise<void> {
  is_asked_again = true
  round ??= rounds(journal).finally(() => {
    round = null
  })
  return round
}

async function rounds(journal: Journal): Promise<void> {
  clearTimeout(timer)
  while (is_asked_again) {
    is_asked_again = false
    await go(journal)
  }
  if (photos_waiting.value === 0) return
  timer = setTimeout(() => {
    hand_in_photos(journal).catch(() => undefined)
  }, AGAIN_MS)
}

async function go(journal: Journal): Promise<void> {
  const { ready, kept } = await journal.photos()
  photos_waiting.value = kept
  for (const { event_id, photo } of ready) {
    const body = new FormData()
    body.append('file', new Blob([photo.content], { type: 'image/jpeg' }), 'photo.jpg')
    const answer = await reach(
      server.POST('/api/v1/scans/{event_id}/photo', {
        params: { path: { event_id } },
        // The types of the document say what the file is, not how a browser sends it.
        body: body as unknown as { file: string },
      }),
    )
    if (!(answer.ok || FINAL.has(answer.code))) continue
    await journal.let_go_of_photo(event_id, photo)
    photos_waiting.value = (await journal.photos()).kept
  }
}
