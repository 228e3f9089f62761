import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

const STEPS: Record<string, number> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

/** Walk the links of a table's rows by ↑ ↓ j k. */
export function use_row_keys(body: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const walk = (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (step === undefined || is_typing(event)) return
      const next = link_after(body.current, step)
      if (next === null) return
      event.preventDefault()
      next.focus()
      next.scrollIntoView({ block: 'nearest' })
    }
    addEventListener('keydown', walk)
    return () => removeEventListener('keydown', walk)
  }, [body])
}

/** The link that many rows further; the first when no row has the focus yet. */
function link_after(body: HTMLElement | null, step: number): HTMLElement | null {
  const links = [...(body?.querySelectorAll<HTMLElement>('.row-link') ?? [])]
  const focused = document.activeElement
  const at = focused instanceof HTMLElement ? links.indexOf(focused) : -1
  const wanted = at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))
  return links[wanted] ?? null
}

function is_typing(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement
  )
}
