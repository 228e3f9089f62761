import { effect } from '@preact/signals'
import { kind_of_job } from './flow_of_job'
import { counts, job } from './work'

/** Nothing to scan in hand, nothing unsent: the one moment at which a floor screen may be replaced. */
export function is_seam(): boolean {
  const at_hand = job.value
  const is_free = at_hand === null || kind_of_job(at_hand)?.is_over?.(at_hand) === true
  return is_free && counts.value.stored === 0
}

/**
 * Keep the app on the device, and take a new version only when `may_take` says so; until then the old version
 * goes on working, however long the shift is. A signal read by `may_take` is followed.
 */
export async function take_updates_when(may_take: () => boolean): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const registration = await navigator.serviceWorker.register('/service_worker.js')
  const is_first = navigator.serviceWorker.controller === null
  const take = () => {
    if (may_take()) registration.waiting?.postMessage('take_over')
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!is_first && may_take()) location.reload()
  })
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', take)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
  })
  effect(take)
}
