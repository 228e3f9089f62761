import { type Buffer, make_buffer, type Reading } from './buffer'
import { keep_focus } from './focus'
import { is_hidden_by_input_method, type Key, read_key } from './keys'

export type ScannerOptions = {
  /** The invisible field that injected text lands in; it has `inputmode="none"`, so no keyboard opens. */
  catcher: HTMLTextAreaElement
  completes: (text: string) => boolean
  on_reading: (reading: Reading) => void
}

export type Scanner = { close(): void }

/** A timer that came later than this was held up by a busy page: keys may still be waiting, in milliseconds. */
const HELD_UP_MS = 60

/** How long after a key that an input method had taken its own text may still come, in milliseconds. */
const ECHO_MS = 1000

/**
 * Listen for scans on both paths at once, until `close` is called.
 *
 * Keys: every keydown outside a visible text field belongs to the scanner. Text: what lands in the catcher.
 */
export function open_scanner({ catcher, completes, on_reading }: ScannerOptions): Scanner {
  const keys = with_rest(make_buffer({ via: 'keys', completes, on_reading }))
  const text = with_rest(make_buffer({ via: 'text', completes, on_reading }))
  // Keys that an input method had taken were read by their position; what it then types is the same scan again.
  let echo_until_ms = Number.NEGATIVE_INFINITY

  const on_keydown = (event: KeyboardEvent) => {
    if (is_typing_field(event.target, catcher)) return
    const meaning = read_key(event)
    if (meaning === 'nothing') return
    if (meaning === 'end') {
      const belongs = text.end(event.timeStamp) || keys.end(event.timeStamp)
      // Otherwise the Enter would press whatever button has the focus.
      if (belongs) swallow(event)
    } else if (!is_press_of_button(event, keys)) {
      take(meaning.character, event)
    }
  }

  const take = (character: string, event: KeyboardEvent) => {
    if (is_hidden_by_input_method(event)) echo_until_ms = event.timeStamp + ECHO_MS
    keys.add(character, event.timeStamp)
    swallow(event)
  }

  const on_input = (event: Event) => {
    const is_echo = event.timeStamp <= echo_until_ms
    if ((event as InputEvent).isComposing && !is_echo) return
    const landed = catcher.value
    catcher.value = ''
    if (is_echo) return
    for (const character of landed) {
      if (/[\r\n\t]/.test(character)) text.end(event.timeStamp)
      else text.add(character, event.timeStamp)
    }
  }

  const stop_focus = keep_focus(catcher)
  window.addEventListener('keydown', on_keydown, true)
  catcher.addEventListener('input', on_input)
  catcher.addEventListener('compositionend', on_input)
  return {
    close() {
      stop_focus()
      keys.stop()
      text.stop()
      window.removeEventListener('keydown', on_keydown, true)
      catcher.removeEventListener('input', on_input)
      catcher.removeEventListener('compositionend', on_input)
    },
  }
}

/** A buffer that comes to rest by itself when nothing more arrives. */
function with_rest(buffer: Buffer): Buffer & { stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  function wait(patience_ms: number): void {
    clearTimeout(timer)
    const due_ms = performance.now() + patience_ms
    timer = setTimeout(() => {
      // A busy page ran this late; the keys that came meanwhile are handled first.
      if (performance.now() - due_ms > HELD_UP_MS) wait(2 * HELD_UP_MS)
      else buffer.rest()
    }, patience_ms)
  }
  return {
    ...buffer,
    add(character, at_ms) {
      buffer.add(character, at_ms)
      if (buffer.is_empty()) clearTimeout(timer)
      else wait(buffer.patience_ms())
    },
    end(at_ms) {
      clearTimeout(timer)
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
