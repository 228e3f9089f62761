import './scanner.css'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../words'
import type { Reading } from './buffer'
import { open_scanner } from './scanner'

type CatcherProps = {
  completes: (text: string) => boolean
  on_reading: (reading: Reading) => void
}

/**
 * The open ear of a page: mount it once, whatever is shown beside it changes.
 * It is seen by nobody, but must be a real, focusable field: a hidden or read-only one gets no injected text.
 */
export function Catcher(props: CatcherProps) {
  const field = useRef<HTMLTextAreaElement>(null)
  const latest = useRef(props)
  latest.current = props
  // With the screen, not after it: what is scanned the moment a page is seen must be heard.
  useLayoutEffect(() => {
    if (field.current === null) return
    const scanner = open_scanner({
      catcher: field.current,
      completes: (text) => latest.current.completes(text),
      on_reading: (reading) => latest.current.on_reading(reading),
    })
    return () => scanner.close()
  }, [])
  return (
    // A place of its own among the page's parts, for those who walk through it by ear.
    <section class="ear" aria-label={t('scanner.catcher')}>
      <textarea
        ref={field}
        class="catcher"
        rows={1}
        inputMode="none"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        tabIndex={-1}
        aria-label={t('scanner.catcher')}
      />
    </section>
  )
}
