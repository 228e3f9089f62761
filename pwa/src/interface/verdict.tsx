import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Icon, type IconName } from './icon'

/** ok ○ accepted, ng ✕ refused, done ✓ the whole job is done, wait … the server is asked. */
export type Tone = 'ok' | 'ng' | 'done' | 'wait'

const SYMBOLS: Record<Tone, IconName> = {
  ok: 'circle',
  ng: 'close',
  done: 'check',
  wait: 'question',
}

/** How long the whole screen shows an accepted scan, in milliseconds. */
const FLASH_MS = 220

type FlashProps = {
  tone: Tone
  /** Another number starts another flash; the same one never flashes twice. */
  count: number
}

/** The whole screen answers a scan for a blink, without taking a touch away from what lies under it. */
export function VerdictFlash({ tone, count }: FlashProps) {
  const [shown, show] = useState(count)
  useEffect(() => {
    const timer = setTimeout(() => show(count), FLASH_MS)
    return () => clearTimeout(timer)
  }, [count])
  if (shown === count) return null
  return (
    <div key={count} class={`flash flash-${tone}`} aria-hidden="true">
      <Icon name={SYMBOLS[tone]} size_px={168} weight={3} />
    </div>
  )
}

type PanelProps = {
  tone: Tone
  /** The verdict in one line. */
  title: string
  /** What was read, what is right, what to do. */
  children?: ComponentChildren
  /** The row of the flow table that decided (`PC-31`); a supervisor can be told it by telephone. */
  row?: string | null
  /** What may be done about it; small, for the right scan clears it anyway. */
  action?: ComponentChildren
}

/** The last verdict, as it stays on the screen: symbol, colour, words and the deciding row. */
export function VerdictPanel({ tone, title, children, row, action }: PanelProps) {
  return (
    <section class={`verdict verdict-${tone}`} role="status" aria-live="assertive">
      <div class="verdict-sign">
        <Icon name={SYMBOLS[tone]} size_px={tone === 'ng' ? 44 : 28} weight={3.2} />
        {action}
      </div>
      <div class="verdict-words">
        <p class="verdict-title">{title}</p>
        {children}
      </div>
      {row != null && row !== '' && <span class="verdict-row">{row}</span>}
    </section>
  )
}
