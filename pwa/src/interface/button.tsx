import type { ComponentChildren } from 'preact'
import { Icon, type IconName } from './icon'

type ButtonProps = {
  children: ComponentChildren
  on_press?: (() => void) | undefined
  /** primary: the one thing to do here. plain: beside it. quiet: text-like. danger: gives something up. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: IconName | undefined
  /** Takes the whole width; the only form for the hand. */
  wide?: boolean
  /** Something is under way: the button keeps its size and does not answer a second press. */
  busy?: boolean
  disabled?: boolean
  type?: 'button' | 'submit'
}

/** A button, at least as large as a gloved fingertip on a handheld (tokens.css decides by density). */
export function Button(props: ButtonProps) {
  const { kind = 'plain', icon, wide = false, busy = false, disabled = false } = props
  return (
    <button
      type={props.type ?? 'button'}
      class={`button button-${kind}${wide ? ' button-wide' : ''}${busy ? ' button-busy' : ''}`}
      disabled={disabled}
      aria-busy={busy}
      onClick={busy ? undefined : props.on_press}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span class="button-words">{props.children}</span>
    </button>
  )
}

type IconButtonProps = {
  icon: IconName
  /** What it does; read out, and shown as a hint on a desk. */
  label: string
  on_press: () => void
}

/** A square button with only a picture: for places where words do not fit. */
export function IconButton({ icon, label, on_press }: IconButtonProps) {
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={on_press}>
      <Icon name={icon} size_px={26} />
    </button>
  )
}
