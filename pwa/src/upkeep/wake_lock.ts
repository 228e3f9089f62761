import { effect } from '@preact/signals'
import { has_job } from '../work'

/** Keep the screen on while there is a job in hand; where the browser cannot, the device's own time-out rules. */
export function stay_awake_in_a_job(): () => void {
  let lock: WakeLockSentinel | null = null
  const hold = async () => {
    if (!has_job.value || document.visibilityState !== 'visible') return
    lock = await navigator.wakeLock.request('screen')
  }
  const take = () => {
    hold().catch(() => undefined)
  }
  if (!('wakeLock' in navigator)) return () => undefined
  const stop = effect(() => {
    if (has_job.value) take()
    else lock?.release().catch(() => undefined)
  })
  document.addEventListener('visibilitychange', take)
  return () => {
    stop()
    document.removeEventListener('visibilitychange', take)
  }
}
