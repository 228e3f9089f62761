import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { IconButton } from './button'

type SheetProps = {
  title: string
  /** Word on the closing button. */
  close_label: string
  on_close: () => void
  children: ComponentChildren
}

/**
 * A page over the page: from below on a handheld, in the middle on a desk.
 * The browser's own dialog keeps the focus inside and closes by Escape.
 */
export function Sheet({ title, close_label, on_close, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const open = dialog.current
    // jsdom and very old WebViews have no showModal; the plain attribute shows the same sheet.
    if (typeof open?.showModal === 'function') open.showModal()
    else open?.setAttribute('open', '')
    return () => open?.close?.()
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same by onCancel
    <dialog
      ref={dialog}
      class="sheet"
      aria-label={title}
      onClick={(event) => {
        if (event.target === dialog.current) on_close()
      }}
      onCancel={(event) => {
        event.preventDefault()
        on_close()
      }}
    >
      <div class="sheet-page">
        <header class="sheet-head">
          <h2>{title}</h2>
          <IconButton icon="close" label={close_label} on_press={on_close} />
        </header>
        <div class="sheet-body">{children}</div>
      </div>
    </dialog>
  )
}
