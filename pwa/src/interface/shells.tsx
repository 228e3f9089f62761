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

type StationProps = {
  header?: ComponentChildren
  /** Left: what is being worked on. */
  children: ComponentChildren
  /** Right: what to do next. */
  side: ComponentChildren
  foot?: ComponentChildren
}

/** One screen of a fixed station: a 10" tablet or a PC, work on the left, next deed on the right. */
export function StationScreen({ header, children, side, foot }: StationProps) {
  return (
    <div class="station">
      {header}
      <main class="station-main">{children}</main>
      <aside class="station-side">{side}</aside>
      {foot !== undefined && <footer class="station-foot">{foot}</footer>}
    </div>
  )
}

type DeskProps = {
  brand: ComponentChildren
  /** Links of the rooms, one `<a class="desk-link" aria-current="page">` each. */
  nav: ComponentChildren
  title: string
  /** Buttons that concern the whole page. */
  actions?: ComponentChildren
  children: ComponentChildren
}

/** One page of the office: rooms on the left, a titled page on the right. */
export function DeskScreen({ brand, nav, title, actions, children }: DeskProps) {
  return (
    <div class="desk">
      <nav class="desk-nav">
        <div class="desk-brand">{brand}</div>
        {nav}
      </nav>
      <main class="desk-main">
        <header class="desk-head">
          <h1>{title}</h1>
          <div class="desk-actions">{actions}</div>
        </header>
        {children}
      </main>
    </div>
  )
}

type WallProps = { header: ComponentChildren; children: ComponentChildren }

/** A board on the wall, 1920 × 1080: read at three metres, nothing scrolls. */
export function WallScreen({ header, children }: WallProps) {
  return (
    <div class="wall">
      <header class="wall-head">{header}</header>
      <main class="wall-main">{children}</main>
    </div>
  )
}
