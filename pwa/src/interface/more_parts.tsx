// Shells and parts that the first load does without; a lazy room imports them from here.
import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon'

/**
 * The head of a page before anybody is in; without an icon it shows our mark.
 * @public
 */
export function Entrance(props: { icon?: IconName; title: string; lead: string }) {
  return (
    <header class="entrance-head">
      {props.icon === undefined ? (
        <img class="entrance-mark" src="/icons/tanaban.svg" alt="" width={72} height={72} />
      ) : (
        <Icon name={props.icon} size_px={72} weight={1.7} />
      )}
      <h1>{props.title}</h1>
      <p>{props.lead}</p>
    </header>
  )
}

/**
 * Names and values, one under the other.
 * @public
 */
export function Facts({ of }: { of: readonly (readonly [string, ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {of.map(([name, value]) => (
        <div key={name} class="fact">
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
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

/**
 * One page of the office: rooms on the left, a titled page on the right.
 * @public
 */
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

/**
 * A board on the wall, 1920 × 1080: read at three metres, nothing scrolls.
 * @public
 */
export function WallScreen({ header, children }: WallProps) {
  return (
    <div class="wall">
      <header class="wall-head">{header}</header>
      <main class="wall-main">{children}</main>
    </div>
  )
}
