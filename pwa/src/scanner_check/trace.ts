// Hears everything that one scan makes happen, without judging it.

/** A key as it came, or a piece of text that was put into the field. */
export type Heard =
  | {
      kind: 'key'
      at_ms: number
      key: string
      code: string
      keyCode: number
      shiftKey: boolean
      ctrlKey: boolean
      altKey: boolean
      metaKey: boolean
      isComposing: boolean
      caps: boolean
    }
  | { kind: 'text'; at_ms: number; text: string }

/** A scan is over when nothing has come for so long, in milliseconds: longer than any scanner stumbles. */
const OVER_AFTER_MS = 900

const MODIFIERS = ['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Process', 'Unidentified']

/** Listen until the returned function is called; `on_scan` gets each scan's whole trace. */
export function listen(
  catcher: HTMLTextAreaElement,
  on_scan: (heard: Heard[]) => void,
): () => void {
  let heard: Heard[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const take = (one: Heard) => {
    heard.push(one)
    clearTimeout(timer)
    timer = setTimeout(() => {
      const all = heard
      heard = []
      catcher.value = ''
      on_scan(all)
    }, OVER_AFTER_MS)
  }
  const on_keydown = (event: KeyboardEvent) => {
    if (heard.length === 0 && is_for_the_page(event)) return
    event.preventDefault()
    event.stopPropagation()
    const is_modifier = MODIFIERS.includes(event.key) && event.code === ''
    if (!is_modifier) take(key_heard(event))
  }
  const on_input = (event: Event) => {
    if ((event as InputEvent).isComposing) return
    const text = catcher.value
    catcher.value = ''
    if (text !== '') take({ kind: 'text', at_ms: event.timeStamp, text })
  }
  window.addEventListener('keydown', on_keydown, true)
  catcher.addEventListener('input', on_input)
  catcher.addEventListener('compositionend', on_input)
  catcher.focus({ preventScroll: true })
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', on_keydown, true)
    catcher.removeEventListener('input', on_input)
    catcher.removeEventListener('compositionend', on_input)
  }
}

/** Who walks through the page by keyboard is not a scanner, as long as no scan has begun. */
function is_for_the_page({ key, ctrlKey }: KeyboardEvent): boolean {
  return ['Tab', 'Enter', ' ', 'Escape'].includes(key) || (ctrlKey && key.length === 1)
}

function key_heard(event: KeyboardEvent): Heard {
  const { key, code, keyCode, shiftKey, ctrlKey, altKey, metaKey, isComposing } = event
  const caps = event.getModifierState('CapsLock')
  const modifiers = { shiftKey, ctrlKey, altKey, metaKey, isComposing, caps }
  return { kind: 'key', at_ms: event.timeStamp, key, code, keyCode, ...modifiers }
}
