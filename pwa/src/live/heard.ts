// What screens hear of the line: whether it is up, how old its news is, and the news itself.
import { computed, signal } from '@preact/signals'
import { seconds_now } from '../interface'
import type { Notice } from '../server_api'

/** Whether the socket is up. A hint: scans are judged and kept without it. */
export const connected = signal(false)

export const heard_at = signal(Date.now())

/** How old what is shown is, in milliseconds; a screen that shows live data says it. */
export const age_ms = computed(() => {
  // Ticks with the clock on the screen, but a corrected clock makes nothing older.
  seconds_now.value
  return Math.max(0, Date.now() - heard_at.value)
})

type Listener = { prefix: string; hear: (notice: Notice) => void; reset: () => void }

const listeners = new Set<Listener>()

/**
 * Hear every notice whose topic begins with `prefix` (`task:`, `order:17`); `reset` is called when notices were
 * missed for good and the snapshot has to be loaded again. Returns what ends it.
 */
export function subscribe(
  prefix: string,
  hear: (notice: Notice) => void,
  reset: () => void,
): () => void {
  const listener = { prefix, hear, reset }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** Tell everybody who follows the topic of this notice. */
export function tell(notice: Notice): void {
  for (const listener of [...listeners]) {
    if (notice.topic.startsWith(listener.prefix)) listener.hear(notice)
  }
}

/** Notices were missed for good: everybody loads anew. */
export function tell_all_anew(): void {
  for (const listener of [...listeners]) listener.reset()
}
