import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

/** auto: as the device itself is set, which may follow the light around it. */
export type Theme = 'dark' | 'light' | 'auto'

/** Dress the page: `hand` has gloves-sized targets, `desk` is dense and for a mouse. */
export function use_look(theme: Theme, density: 'hand' | 'desk'): void {
  useLayoutEffect(() => {
    if (theme !== 'auto') return dress(theme, density)
    const bright = matchMedia('(prefers-color-scheme: light)')
    const follow = () => dress(bright.matches ? 'light' : 'dark', density)
    follow()
    bright.addEventListener('change', follow)
    return () => bright.removeEventListener('change', follow)
  }, [theme, density])
}

function dress(theme: 'dark' | 'light', density: 'hand' | 'desk'): void {
  const root = document.documentElement
  root.dataset['theme'] = theme
  root.dataset['density'] = density
  const ground = getComputedStyle(root).getPropertyValue('--ground').trim()
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', ground)
}

type HandheldProps = {
  header?: ComponentChildren
  /** The instruction. Scrolls only when text is zoomed. */
  children: ComponentChildren
  /** Buttons, in reach of the thumb: the lower part of the screen. */
  foot?: ComponentChildren
}

/** One screen of a handheld: header, instruction, thumb-reach buttons. Fits 360 × 640. */
export function HandheldScreen({ header, children, foot }: HandheldProps) {
  return (
    <div class="handheld">
      {header}
      <main class="handheld-body">{children}</main>
      {foot !== undefined && <footer class="handheld-foot">{foot}</footer>}
    </div>
  )
}
