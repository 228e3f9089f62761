// Keeps the invisible field focused, so that injected text has somewhere to go.

/** After a tap, how long to leave the focus where it went: inside a gesture Chrome would open the keyboard. */
const REFOCUS_MS = 300

/**
 * Keep the catcher focused, so that injected text has somewhere to go. Focuses once, and again when the focus
 * was lost to nothing or to a tapped button; a person who walks through the page by Tab is left alone.
 */
export function keep_focus(catcher: HTMLTextAreaElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let by_touch = false
  const focus = () => {
    const { activeElement } = document
    const is_free = activeElement === null || activeElement === document.body
    const is_tapped = by_touch && activeElement instanceof HTMLButtonElement
    if (is_free || is_tapped) catcher.focus({ preventScroll: true })
  }
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(focus, REFOCUS_MS)
  }
  const on_pointer = () => {
    by_touch = true
    later()
  }
  const on_tab = (event: KeyboardEvent) => {
    if (event.key === 'Tab') by_touch = false
  }
  const on_visible = () => {
    if (document.visibilityState === 'visible') later()
  }
  catcher.focus({ preventScroll: true })
  document.addEventListener('focusout', later)
  document.addEventListener('pointerup', on_pointer)
  document.addEventListener('keydown', on_tab, true)
  document.addEventListener('visibilitychange', on_visible)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('focusout', later)
    document.removeEventListener('pointerup', on_pointer)
    document.removeEventListener('keydown', on_tab, true)
    document.removeEventListener('visibilitychange', on_visible)
  }
}
