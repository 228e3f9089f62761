import { standstill } from './work'

/** How long another tab may take to let go before the screen says that it is in use, in milliseconds. */
const GRACE_MS = 400

/**
 * Become the one tab of this device that owns the scanner; resolves when this tab does.
 * A second tab waits here, says so, and goes on by itself when the first is closed.
 * Outside a secure page there are no locks; then a second tab cannot be told apart and both work.
 */
export async function own_the_scanner(): Promise<void> {
  if (navigator.locks === undefined) return
  const grace = setTimeout(() => {
    standstill.value = 'other_tab'
  }, GRACE_MS)
  await new Promise<void>((owned) => {
    const held = new Promise<never>(() => undefined)
    navigator.locks
      .request('tanaban-scanner', () => {
        owned()
        return held
      })
      .catch(() => owned())
  })
  clearTimeout(grace)
  if (standstill.value === 'other_tab') standstill.value = null
}
