import { effect } from '@preact/signals'
import { is_outdated } from '../server_api'
import { counts, job, kind_of_job } from '../work'

/** Held in the middle of a task; other tabs of this browser look whether anybody does. */
const BUSY = 'tanaban-busy'

/** How often a screen that is never put away asks for a new version, in milliseconds. */
const ASK_EVERY_MS = 30 * 60 * 1000

/**
 * Nothing to scan in hand, nothing unsent: the one moment at which a floor screen may be replaced. Where the
 * server does not understand this version any more, what is unsent waits for the new one.
 */
export function is_seam(): boolean {
  return !is_mid_task() && (counts.value.stored === 0 || is_outdated.value)
}

function is_mid_task(): boolean {
  const at_hand = job.value
  return at_hand !== null && kind_of_job(at_hand)?.is_over?.(at_hand) !== true
}

/**
 * Keep the app on the device, and take a new version only when `may_take` says so and no tab of this browser is
 * in the middle of a task; until then the old version goes on working, however long the shift is. A signal read
 * by `may_take` is followed.
 */
export async function take_updates_when(may_take: () => boolean): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const registration = await navigator.serviceWorker.register('/service_worker.js')
  // The very first one only takes this page under its care; every later one is another version.
  let is_first = navigator.serviceWorker.controller === null
  const take = () => {
    take_over(registration, may_take).catch(() => undefined)
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (!is_first && may_take()) location.reload()
    is_first = false
  })
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', take)
  })
  const ask = () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined)
  }
  document.addEventListener('visibilitychange', ask)
  setInterval(ask, ASK_EVERY_MS)
  effect(() => {
    if (is_outdated.value) ask()
  })
  effect(() => {
    say_whether_busy(is_mid_task())
    take()
  })
}

async function take_over(
  registration: ServiceWorkerRegistration,
  may_take: () => boolean,
): Promise<void> {
  if (!may_take() || registration.waiting === null) return
  // This tab's own lock is not let go at once.
  await let_gone
  const held = (await navigator.locks?.query())?.held ?? []
  const is_busy_elsewhere = held.some(({ name }) => name === BUSY)
  if (may_take() && !is_busy_elsewhere) registration.waiting?.postMessage('take_over')
}

let let_go: (() => void) | null = null
let let_gone: Promise<unknown> | undefined

/** Tell the other tabs. Outside a secure page there are no locks, and no service worker either. */
function say_whether_busy(is_busy: boolean): void {
  if (is_busy === (let_go !== null)) return
  let_go?.()
  let_go = null
  if (!is_busy) return
  const held = new Promise<void>((end) => {
    let_go = end
  })
  let_gone = navigator.locks?.request(BUSY, { mode: 'shared' }, () => held).catch(() => undefined)
}
