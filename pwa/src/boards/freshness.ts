import { useEffect, useState } from 'preact/hooks'
import { confirmed_ms, trouble } from './follow'

/** Seconds after which the wall goes grey: what it shows is no longer now. */
export const STALE_SECONDS = 10

/** Between two looks at the age, in milliseconds. */
const LOOK_MS = 100

export type Freshness = {
  /** Tenths of a second below ten, whole seconds above; null before the first answer. */
  seconds: number | null
  is_stale: boolean
  is_cut: boolean
}

/** How old the wall is, of a moment. Pure. */
export function freshness_at(
  now_ms: number,
  confirmed: number | null,
  refusal: string | null,
): Freshness {
  if (confirmed === null) return { seconds: null, is_stale: true, is_cut: refusal !== null }
  const age = Math.max(0, now_ms - confirmed) / 1000
  const seconds = age < STALE_SECONDS ? Math.floor(age * 10) / 10 : Math.floor(age)
  return { seconds, is_stale: age > STALE_SECONDS, is_cut: refusal !== null }
}

/** How old the wall is; draws anew only when the words change. */
export function use_freshness(): Freshness {
  const [shown, show] = useState(read_now)
  useEffect(() => {
    const timer = setInterval(() => {
      show((before) => {
        const next = read_now()
        return same(before, next) ? before : next
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [])
  return shown
}

function read_now(): Freshness {
  return freshness_at(performance.now(), confirmed_ms.peek(), trouble.peek())
}

function same(a: Freshness, b: Freshness): boolean {
  return a.seconds === b.seconds && a.is_stale === b.is_stale && a.is_cut === b.is_cut
}
