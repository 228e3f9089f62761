import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon, type IconName } from './icon'
import type { Tone } from './verdict'

/** A shelf label: black on yellow, as large as the text allows. */
export function Plate({ children, small = false }: { children: string; small?: boolean }) {
  const length = [...children].length
  const fit = length <= 8 ? '' : length <= 11 ? ' plate-long' : ' plate-longer'
  return <p class={`plate${small ? ' plate-small' : fit}`}>{children}</p>
}

export type MarkTone = Tone | 'calm'

/** A state in a word, with a shape of its own, never colour alone. */
export function Mark(props: { tone: MarkTone; icon?: IconName; children: ComponentChildren }) {
  return (
    <span class={`mark mark-${props.tone}`}>
      {props.icon !== undefined && <Icon name={props.icon} />}
      {props.children}
    </span>
  )
}

/** How much of the whole is done. */
export function Meter(props: { done: number; whole: number; label: string; tone?: Tone }) {
  const share = props.whole > 0 ? Math.min(1, props.done / props.whole) : 0
  return (
    <div
      class={`meter meter-${props.tone ?? 'ok'}`}
      role="progressbar"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={props.whole}
      aria-valuenow={props.done}
    >
      <span class="meter-done" style={{ transform: `scaleX(${share})` }} />
    </div>
  )
}

/** The picture of a product; until it is here, or when there is none, a quiet drawing. */
export function Picture(props: { url: string | null; name: string; icon?: IconName }) {
  const [broken_url, break_url] = useState<string | null>(null)
  const url = props.url === broken_url ? null : props.url
  return (
    <div class="picture">
      {url === null ? (
        <Icon name={props.icon ?? 'image'} size_px={40} weight={1.6} />
      ) : (
        <img src={url} alt={props.name} decoding="async" onError={() => break_url(url)} />
      )}
    </div>
  )
}

/** A page that has nothing to show: says what will appear here and what to do meanwhile. */
export function Quiet(props: {
  icon: IconName
  title: string
  /** It is all that the page says: its title is the page's. */
  is_page?: boolean
  children?: ComponentChildren
}) {
  const Title = props.is_page === true ? 'h1' : 'p'
  return (
    <div class="quiet">
      <Icon name={props.icon} size_px={64} weight={1.6} />
      <Title class="quiet-title">{props.title}</Title>
      <div class="quiet-words">{props.children}</div>
    </div>
  )
}

/** A line that somebody has to know, in the page (not over it). */
export function Notice(props: { tone: MarkTone; icon?: IconName; children: ComponentChildren }) {
  return (
    <div class={`notice notice-${props.tone}`} role="status">
      <Icon name={props.icon ?? 'info'} />
      <div class="notice-words">{props.children}</div>
    </div>
  )
}

/** Work is under way and its length is not known. */
export function Spinner({ label }: { label: string }) {
  return (
    <span class="spinner" role="status">
      <span class="spinner-ring" aria-hidden="true" />
      {label}
    </span>
  )
}
