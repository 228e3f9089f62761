import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from '../interface'

type HeroProps = {
  /** ask: waits for a scan. busy: the server is asked. ng, done, wait: as everywhere. */
  tone: 'ask' | 'busy' | 'ng' | 'done' | 'wait'
  icon: IconName
  /** Drawn instead of the icon. */
  drawing?: ComponentChildren
  title: string
  row?: string | null
  children?: ComponentChildren
}

/** One thing, as large as the screen allows: read from across the bench. */
export function Hero({ tone, icon, drawing, title, row, children }: HeroProps) {
  return (
    <section class={`hero hero-${tone}`} role="status" aria-live="assertive">
      {drawing ?? (
        <span class="hero-symbol">
          <Icon name={icon} size_px={132} weight={tone === 'busy' ? 1.7 : 3} />
        </span>
      )}
      <h1 class="hero-title">{title}</h1>
      <div class="hero-words">{children}</div>
      {row != null && <span class="band-row">{row}</span>}
    </section>
  )
}
