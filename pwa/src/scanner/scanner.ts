import { type Buffer, type BufferOptions, make_buffer, type Reading } from './buffer'
import { make_echo } from './echo'
import { keep_focus } from './focus'
import {
  GROUP_SEPARATOR,
  is_hidden_by_input_method,
  type Key,
  type KeyMeaning,
  read_key,
} from './keys'
import { listen_to_numpad } from './numpad'
import { profile_in_use, with_separators } from './profile'

export type ScannerOptions = {
  /** The invisible field that injected text lands in; it has `inputmode="none"`, so no keyboard opens. */
  catcher: HTMLTextAreaElement
  completes: (text: string) => boolean
  on_reading: (reading: Reading) => void
}

export type Scanner = { close(): void }

/** A timer that came later than this was held up by a busy page: keys may still be waiting, in milliseconds. */
const HELD_UP_MS = 60

/** A key that repeats after this pause is one that stuck: its release was lost on the way, in milliseconds. */
const STUCK_AFTER_MS = 200

/**
 * Listen for scans on both paths at once, until `close` is called.
 *
 * Keys: every keydown outside a visible text field belongs to the scanner. Text: what lands in the catcher.
 */
export function open_scanner({ catcher, completes, on_reading }: ScannerOptions): Scanner {
  const hear = (reading: Reading) => {
    const separator = profile_in_use()?.separator ?? null
    on_reading({ ...reading, raw: with_separators(reading.raw, separator, GROUP_SEPARATOR) })
  }
  const keys = path('keys', { completes, on_reading: hear })
  const text = path('text', { completes, on_reading: hear })
  const echo = make_echo()
  const numpad = listen_to_numpad()
  const is_stuck = make_stuck()

  const on_keydown = (event: KeyboardEvent) => {
    if (is_typing_field(event.target, catcher)) return
    const meaning = numpad.takes(event) ? 'nothing' : meaning_of(event)
    if (is_stuck(event) && typeof meaning === 'object') return swallow(event)
    take(meaning, event)
  }

  const take = (meaning: KeyMeaning, event: KeyboardEvent) => {
    if (meaning === 'nothing') return
    if (meaning === 'end') {
      const belongs = text.end(event.timeStamp) || keys.end(event.timeStamp)
      // Otherwise the Enter would press whatever button has the focus.
      if (belongs) swallow(event)
    } else if (!is_press_of_button(event, keys)) {
      echo.expect(meaning.character, event.timeStamp, is_hidden_by_input_method(event))
      keys.add(meaning.character, event.timeStamp)
      swallow(event)
    }
  }

  const on_keyup = (event: KeyboardEvent) => {
    const character = event.key === 'Alt' ? numpad.released() : null
    if (character === null || is_typing_field(event.target, catcher)) return
    if (/[\r\n\t]/.test(character)) take('end', event)
    else {
      echo.expect(character, event.timeStamp, true)
      keys.add(character, event.timeStamp)
    }
  }

  const on_input = (event: Event) => {
    const is_composing = (event as InputEvent).isComposing === true
    const is_echo = echo.is(catcher.value, event.timeStamp, is_composing)
    if (is_composing && !is_echo) return
    const landed = catcher.value
    catcher.value = ''
    if (!is_echo) take_text(landed, event.timeStamp)
  }

  const take_text = (landed: string, at_ms: number) => {
    for (const piece of landed.split(/([\r\n\t])/)) {
      if (/[\r\n\t]/.test(piece)) text.end(at_ms)
      else if (piece !== '') text.add(piece, at_ms)
    }
  }

  const stop_focus = keep_focus(catcher)
  window.addEventListener('keydown', on_keydown, true)
  window.addEventListener('keyup', on_keyup, true)
  catcher.addEventListener('input', on_input)
  catcher.addEventListener('compositionend', on_input)
  return {
    close() {
      stop_focus()
      keys.stop()
      text.stop()
      window.removeEventListener('keydown', on_keydown, true)
      window.removeEventListener('keyup', on_keyup, true)
      catcher.removeEventListener('input', on_input)
      catcher.removeEventListener('compositionend', on_input)
    },
  }
}

/** Tells a key whose release was lost on the way, so that it goes on repeating; a scanner never holds one. */
function make_stuck(): (event: KeyboardEvent) => boolean {
  let last_ms = 0
  let is_stuck = false
  return ({ repeat, timeStamp }) => {
    is_stuck = repeat && (is_stuck || timeStamp - last_ms > STUCK_AFTER_MS)
    last_ms = timeStamp
    return is_stuck
  }
}

/** What a key means to this device's scanner: its check may have found a key of its own for the separator. */
function meaning_of(event: KeyboardEvent): KeyMeaning {
  const profile = profile_in_use()
  const is_separator = event.key.length > 1 && event.key === profile?.separator
  return is_separator ? { character: GROUP_SEPARATOR } : read_key(event, profile?.layout ?? null)
}

/** One path into the page, as far as a check of this scanner has learned it. */
function path(via: 'keys' | 'text', options: Pick<BufferOptions, 'completes' | 'on_reading'>) {
  const profile = profile_in_use()
  return with_rest(make_buffer({ ...options, via, learned: profile?.via === via ? profile : null }))
}

/**
 * A buffer that comes to rest by itself when nothing more arrives. A key only moves the moment of rest; the timer
 * that is running finds out when it is due, for setting one at every key would cost more than reading the key.
 */
function with_rest(buffer: Buffer): Buffer & { stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let rings_ms = Number.POSITIVE_INFINITY
  let rest_ms = Number.POSITIVE_INFINITY

  function ring_at(at_ms: number): void {
    clearTimeout(timer)
    rings_ms = at_ms
    timer = setTimeout(ring, at_ms - performance.now())
  }

  function ring(): void {
    const now_ms = performance.now()
    // A busy page ran this late; the keys that came meanwhile are handled first.
    const is_held_up = now_ms - rings_ms > HELD_UP_MS
    rings_ms = Number.POSITIVE_INFINITY
    if (rest_ms === Number.POSITIVE_INFINITY) return
    if (is_held_up) rest_ms = Math.max(rest_ms, now_ms + 2 * HELD_UP_MS)
    if (now_ms < rest_ms) ring_at(rest_ms)
    else {
      rest_ms = Number.POSITIVE_INFINITY
      buffer.rest()
    }
  }

  return {
    ...buffer,
    add(piece, at_ms) {
      buffer.add(piece, at_ms)
      if (buffer.is_empty()) rest_ms = Number.POSITIVE_INFINITY
      else {
        rest_ms = performance.now() + buffer.patience_ms()
        if (rest_ms < rings_ms) ring_at(rest_ms)
      }
    },
    end(at_ms) {
      rest_ms = Number.POSITIVE_INFINITY
      return buffer.end(at_ms)
    },
    stop() {
      clearTimeout(timer)
      buffer.clear()
    },
  }
}

/** A field that a person sees and types into keeps its keys. */
function is_typing_field(target: EventTarget | null, catcher: HTMLElement): boolean {
  if (!(target instanceof HTMLElement) || target === catcher) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return (
    target instanceof HTMLInputElement && !['button', 'checkbox', 'radio'].includes(target.type)
  )
}

/** A space with nothing scanned before it, on a button: a person pressed it by keyboard. */
function is_press_of_button(event: Key & Event, keys: Buffer): boolean {
  return event.key === ' ' && keys.is_empty() && event.target instanceof HTMLButtonElement
}

function swallow(event: Event): void {
  event.preventDefault()
  event.stopPropagation()
}
