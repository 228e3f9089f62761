// Photos of what was reported: kept until the server has them, and handed in after their events.
import type { Photo, Store } from './store'

export async function keep_photo(
  store: Store,
  event_id: string,
  content: ArrayBuffer,
): Promise<void> {
  const writing = store.transaction('photos', 'readwrite', { durability: 'strict' })
  await Promise.all([writing.store.put({ content, taken_at: Date.now() }, event_id), writing.done])
}

/** Those whose events are answered can go; one whose event was let go long ago can go as well. */
export async function ready_photos(store: Store) {
  const reading = store.transaction(['photos', 'events'])
  const by_event_id = reading.objectStore('events').index('by_event_id')
  const ready: { event_id: string; photo: Photo }[] = []
  let kept = 0
  let cursor = await reading.objectStore('photos').openCursor()
  while (cursor !== null) {
    kept += 1
    const entry = await by_event_id.get(cursor.key)
    if (entry?.state !== 'stored') {
      ready.push({ event_id: cursor.key, photo: cursor.value })
    }
    cursor = await cursor.continue()
  }
  return { ready, kept }
}

/** The server has this photo; one that was taken since, of the same event, stays. */
export async function let_go_of_photo(store: Store, event_id: string, photo: Photo): Promise<void> {
  const writing = store.transaction('photos', 'readwrite')
  const kept = await writing.store.get(event_id)
  if (kept?.taken_at === photo.taken_at) await writing.store.delete(event_id)
  await writing.done
}
