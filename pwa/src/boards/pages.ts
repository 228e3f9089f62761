import { useEffect, useState } from 'preact/hooks'

/** How long one page of a list stays on the wall. */
const TURN_MS = 12_000

export type Turning<T> = { shown: readonly T[]; page: number; pages: number }

/** Nothing scrolls on a wall: a list that does not fit turns its pages. */
export function use_turning<T>(items: readonly T[], size: number): Turning<T> {
  const pages = Math.max(1, Math.ceil(items.length / size))
  const [turn, set_turn] = useState(0)
  useEffect(() => {
    if (pages === 1) return
    const timer = setInterval(() => set_turn((last) => last + 1), TURN_MS)
    return () => clearInterval(timer)
  }, [pages])
  const page = turn % pages
  return { shown: items.slice(page * size, (page + 1) * size), page, pages }
}
