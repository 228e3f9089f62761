import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from '../interface'

type SheetProps = {
  title: string
  /** Word on the closing button. */
  close_label: string
  on_close: () => void
  children: ComponentChildren
}

/**
 * A page over the page: from below on a handheld, in the middle on a desk.
 * At a desk it is modal. In the hand it must not be: the scanner's field lies outside, and a modal page would
 * take the focus away from it for good.
 */
export function Sheet({ title, close_label, on_close, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const page = dialog.current
    if (document.documentElement.dataset['density'] === 'desk') page?.showModal?.()
    else page?.setAttribute('open', '')
    return () => page?.close?.()
  }, [])
  useEffect(() => {
    const on_key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') on_close()
    }
    window.addEventListener('keydown', on_key)
    return () => window.removeEventListener('keydown', on_key)
  }, [on_close])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same
    <dialog
      ref={dialog}
      class="sheet"
      aria-label={title}
      aria-modal="true"
      onClick={(event) => {
        if (event.target === dialog.current) on_close()
      }}
      onCancel={(event) => {
        event.preventDefault()
        on_close()
      }}
    >
      <div class="sheet-page">
        <div class="sheet-head">
          <h2>{title}</h2>
          <IconButton icon="close" label={close_label} on_press={on_close} />
        </div>
        <div class="sheet-body">{children}</div>
      </div>
    </dialog>
  )
}
