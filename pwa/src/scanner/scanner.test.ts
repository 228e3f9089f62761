import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  open_scanner,
  type Reading,
  type Scanner,
  type ScannerProfile,
  UNKNOWN_CHARACTER,
  use_profile,
} from './index'

const JAN = '4901234567894'
const PLACE = 'L-A-01-03-O'

let scanner: Scanner
let catcher: HTMLTextAreaElement
let readings: Reading[]
let known: string[]
let clock_ms = 10_000

/** One key, `gap_ms` after the one before, by the time of the event. */
function key(init: KeyboardEventInit & { keyCode?: number }, gap_ms = 8): KeyboardEvent {
  clock_ms += gap_ms
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init })
  Object.defineProperty(event, 'timeStamp', { value: clock_ms })
  if (init.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: init.keyCode })
  ;(document.activeElement ?? document.body).dispatchEvent(event)
  return event
}

function type(text: string, gap_ms = 8): void {
  for (const character of text) key({ key: character }, gap_ms)
}

/** A scanner behind a Japanese input method: the characters are hidden, the keys are not. */
function type_through_ime(text: string): void {
  for (const character of text) {
    const code = /[0-9]/.test(character)
      ? `Digit${character}`
      : character === '-'
        ? 'Minus'
        : `Key${character.toUpperCase()}`
    const shiftKey = /[A-Z]/.test(character)
    key({ key: 'Process', code, keyCode: 229, shiftKey })
  }
}

/** Text as an input method commits it into the focused field. */
function inject(text: string, gap_ms = 8): void {
  clock_ms += gap_ms
  catcher.value += text
  const event = new InputEvent('input', { inputType: 'insertText', data: text })
  Object.defineProperty(event, 'timeStamp', { value: clock_ms })
  catcher.dispatchEvent(event)
}

const raws = () => readings.map(({ raw }) => raw)

beforeEach(() => {
  vi.useFakeTimers()
  document.body.innerHTML = '<button>press</button><input id="visible"><textarea></textarea>'
  catcher = document.querySelector('textarea') as HTMLTextAreaElement
  readings = []
  known = []
  scanner = open_scanner({
    catcher,
    completes: (text) => known.includes(text),
    on_reading: (reading) => readings.push(reading),
  })
})

afterEach(() => {
  scanner.close()
  vi.useRealTimers()
})

describe('keys', () => {
  test.each(['Enter', 'Tab', 'NumpadEnter'])('%s ends a scan', (end) => {
    type(JAN)
    const event = key({ key: end === 'Tab' ? 'Tab' : 'Enter', code: end })
    expect(raws()).toEqual([JAN])
    expect(readings[0]?.via).toBe('keys')
    expect(event.defaultPrevented).toBe(true)
  })

  test('slow scanners are scanners: 110 ms from key to key', () => {
    type(JAN, 110)
    key({ key: 'Enter' }, 110)
    expect(raws()).toEqual([JAN])
    expect(readings[0]).toMatchObject({ longest_gap_ms: 110, took_ms: 1430 })
  })

  test('a busy page does not tear a scan apart: the time of the event counts, not of its handling', () => {
    type(JAN.slice(0, 6))
    vi.setSystemTime(Date.now() + 1500)
    type(JAN.slice(6))
    key({ key: 'Enter' })
    expect(raws()).toEqual([JAN])
  })

  test('what stood there for longer than half a second was another scan', () => {
    type('490123')
    key({ key: JAN.charAt(0) }, 501)
    type(JAN.slice(1))
    key({ key: 'Enter' })
    expect(raws()).toEqual(['490123', JAN])
  })

  test('the Enter of a scanner does not press the button that has the focus', () => {
    const button = document.querySelector('button') as HTMLButtonElement
    button.focus()
    type(JAN)
    expect(key({ key: 'Enter' }).defaultPrevented).toBe(true)
  })

  test('an Enter of a person still presses it', () => {
    const button = document.querySelector('button') as HTMLButtonElement
    button.focus()
    expect(key({ key: 'Enter' }).defaultPrevented).toBe(false)
    expect(key({ key: ' ' }).defaultPrevented).toBe(false)
    expect(raws()).toEqual([])
  })

  test('a visible field keeps its keys', () => {
    const field = document.querySelector('#visible') as HTMLInputElement
    field.focus()
    const event = key({ key: '4' })
    key({ key: 'Enter' })
    expect(event.defaultPrevented).toBe(false)
    expect(raws()).toEqual([])
  })

  test('Alt on every key, as some firmware sends it, is no obstacle', () => {
    for (const character of PLACE) key({ key: character, altKey: true })
    key({ key: 'Enter', altKey: true })
    expect(raws()).toEqual([PLACE])
  })

  test('shortcuts of the browser stay the browser’s', () => {
    const event = key({ key: 'r', code: 'KeyR', ctrlKey: true })
    expect(event.defaultPrevented).toBe(false)
    type(JAN)
    key({ key: 'Shift', code: 'ShiftLeft' })
    key({ key: 'Enter' })
    expect(raws()).toEqual([JAN])
  })

  test('Ctrl+] is the separator of GS1 codes, told by the key and not by the layout', () => {
    type('0104901234567894')
    key({ key: '[', code: 'BracketRight', ctrlKey: true })
    type('10AB')
    key({ key: 'Enter' })
    expect(raws()).toEqual(['0104901234567894\u001D10AB'])
  })

  test('also where Alt is said with it, or the scanner believes in a JIS keyboard', () => {
    type('01')
    key({ key: ']', code: 'BracketRight', ctrlKey: true, altKey: true })
    key({ key: '\\', code: 'Backslash', ctrlKey: true })
    key({ key: 'Enter' })
    expect(raws()).toEqual(['01\u001D\u001D'])
  })

  test('Alt and a number on the numpad is a character', () => {
    for (const digits of ['0076', '45', '029']) {
      key({ key: 'Alt', code: 'AltLeft', altKey: true })
      for (const digit of digits) key({ key: digit, code: `Numpad${digit}`, altKey: true })
      document.body.dispatchEvent(new KeyboardEvent('keyup', { key: 'Alt', bubbles: true }))
    }
    key({ key: 'Enter' })
    expect(raws()).toEqual(['L-\u001D'])
  })

  test('a dead key makes the scan unreadable, never another code', () => {
    type('AB')
    key({ key: 'Dead', code: 'Quote' })
    key({ key: 'Enter' })
    expect(raws()).toEqual([`AB${UNKNOWN_CHARACTER}`])
  })

  test('Ctrl+M ends a scan as CR does', () => {
    type(JAN)
    key({ key: 'm', code: 'KeyM', ctrlKey: true })
    expect(raws()).toEqual([JAN])
  })
})

describe('a Japanese input method in between', () => {
  test('the characters come from the physical keys', () => {
    type_through_ime('T-0012-K')
    key({ key: 'Process', code: 'Enter', keyCode: 229 })
    expect(raws()).toEqual(['T-0012-K'])
  })

  test('nor is the same text, letter by letter behind each key', () => {
    catcher.focus()
    for (const character of 'C-01-D') {
      type_through_ime(character)
      inject(character, 1)
    }
    key({ key: 'Enter' })
    vi.advanceTimersByTime(1000)
    expect(raws()).toEqual(['C-01-D'])
  })

  test('what the input method types afterwards is not a second scan', () => {
    catcher.focus()
    type_through_ime('C-01-D')
    key({ key: 'Process', code: 'Enter', keyCode: 229 })
    inject('ｃー０１ーｄ')
    vi.advanceTimersByTime(1000)
    expect(raws()).toEqual(['C-01-D'])
    expect(catcher.value).toBe('')
  })

  test('a key that layouts disagree about makes the scan unreadable, never another code', () => {
    type_through_ime('AB')
    key({ key: 'Process', code: 'BracketRight', keyCode: 229 })
    key({ key: 'Enter' })
    expect(raws()).toEqual([`AB${UNKNOWN_CHARACTER}`])
  })

  test('digits of the numpad are digits', () => {
    for (const digit of '490') key({ key: 'Process', code: `Numpad${digit}`, keyCode: 229 })
    key({ key: 'Enter' })
    expect(raws()).toEqual(['490'])
  })
})

describe('injected text', () => {
  beforeEach(() => catcher.focus())

  test('arrives without a single key, ended by its line feed', () => {
    inject(`${JAN}\n`)
    expect(raws()).toEqual([JAN])
    expect(readings[0]?.via).toBe('text')
    expect(catcher.value).toBe('')
  })

  test('without terminator it is a scan when the scanner falls silent', () => {
    inject('TEE-WH')
    vi.advanceTimersByTime(499)
    expect(raws()).toEqual([])
    vi.advanceTimersByTime(2)
    expect(raws()).toEqual(['TEE-WH'])
  })

  test('a whole code is waited for no longer than it must, even from a scanner never heard before', () => {
    inject(JAN)
    vi.advanceTimersByTime(119)
    expect(raws()).toEqual([])
    vi.advanceTimersByTime(2)
    expect(raws()).toEqual([JAN])
  })

  test('two scans that a busy page hears at once are two', () => {
    inject(JAN)
    inject(PLACE, 1)
    inject(JAN, 1)
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual([JAN, PLACE, JAN])
  })

  test('a scanner that injects is heard right after one whose keys an input method took', () => {
    type_through_ime('C-01-D')
    key({ key: 'Process', code: 'Enter', keyCode: 229 })
    vi.advanceTimersByTime(100)
    inject('C-0', 100)
    inject('2-E', 1)
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual(['C-01-D', 'C-02-E'])
  })

  test('the second scan of such a scanner waits no longer than it must', () => {
    inject(JAN)
    vi.advanceTimersByTime(600)
    inject(PLACE, 2000)
    vi.advanceTimersByTime(121)
    expect(raws()).toEqual([JAN, PLACE])
  })

  test('in chunks it is one scan', () => {
    inject(JAN.slice(0, 7))
    vi.advanceTimersByTime(90)
    inject(JAN.slice(7), 90)
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual([JAN])
  })

  test('text and then an Enter key is one scan', () => {
    inject(JAN)
    expect(key({ key: 'Enter' }).defaultPrevented).toBe(true)
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual([JAN])
  })

  test('what is still being composed waits for its end', () => {
    clock_ms += 8
    catcher.value = 'ＪＡＮ'
    const composing = new InputEvent('input', {
      inputType: 'insertCompositionText',
      isComposing: true,
    })
    catcher.dispatchEvent(composing)
    expect(catcher.value).toBe('ＪＡＮ')
    const ended = new CompositionEvent('compositionend')
    Object.defineProperty(ended, 'timeStamp', { value: clock_ms })
    catcher.dispatchEvent(ended)
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual(['ＪＡＮ'])
  })
})

describe('completion by content', () => {
  test('a code that the work expects is judged with its last character', () => {
    known = [PLACE]
    type(PLACE)
    expect(raws()).toEqual([PLACE])
  })

  test('the Enter that comes late belongs to it and is swallowed once', () => {
    known = [PLACE]
    type(PLACE)
    expect(key({ key: 'Enter' }, 90).defaultPrevented).toBe(true)
    expect(key({ key: 'Enter' }, 200).defaultPrevented).toBe(false)
    expect(raws()).toEqual([PLACE])
  })

  test('so does the LF behind a CR', () => {
    type(PLACE)
    key({ key: 'Enter' })
    expect(key({ key: 'j', code: 'KeyJ', ctrlKey: true }, 100).defaultPrevented).toBe(true)
    expect(raws()).toEqual([PLACE])
  })

  test('and an Enter that comes after the scanner was taken for silent', () => {
    type(JAN)
    vi.advanceTimersByTime(130)
    expect(raws()).toEqual([JAN])
    expect(key({ key: 'Enter' }, 200).defaultPrevented).toBe(true)
    expect(raws()).toEqual([JAN])
  })

  test('the same code twice is two scans', () => {
    known = [JAN]
    type(JAN)
    key({ key: 'Enter' })
    type(JAN, 40)
    key({ key: 'Enter' })
    expect(raws()).toEqual([JAN, JAN])
  })
})

describe('silence', () => {
  test('a scanner without terminator is understood after half a second, then sooner', () => {
    type('TEE-WH-M')
    vi.advanceTimersByTime(499)
    expect(raws()).toEqual([])
    vi.advanceTimersByTime(10)
    expect(raws()).toEqual(['TEE-WH-M'])
    type('TEE-WH-L', 20)
    vi.advanceTimersByTime(125)
    expect(raws()).toEqual(['TEE-WH-M', 'TEE-WH-L'])
  })

  test('a scanner that sends a terminator may stumble in the middle of a label', () => {
    type(JAN)
    key({ key: 'Enter' })
    type(PLACE.slice(0, 4))
    vi.advanceTimersByTime(1500)
    type(PLACE.slice(4))
    key({ key: 'Enter' })
    expect(raws()).toEqual([JAN, PLACE])
  })

  test('two scans closer together than the scanner is waited for are cut at the pause between them', () => {
    type(JAN, 100)
    vi.advanceTimersByTime(600)
    type(PLACE, 100)
    type(JAN.charAt(0), 200)
    type(JAN.slice(1), 100)
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual([JAN, PLACE, JAN])
  })

  test('where nothing tells them apart they stay one text, which nothing takes for a code', () => {
    inject(`${JAN}${PLACE}`)
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual([`${JAN}${PLACE}`])
  })

  test('a scanner that no longer sends its terminator is believed after two scans', () => {
    type(JAN)
    key({ key: 'Enter' })
    for (const [label, patience_ms] of [
      [PLACE, 2001],
      [JAN, 2001],
      [PLACE, 125],
    ] as const) {
      clock_ms += 3000
      type(label)
      vi.advanceTimersByTime(patience_ms)
    }
    expect(raws()).toEqual([JAN, PLACE, JAN, PLACE])
  })

  test('a scan whose end was lost does not spoil the next one', () => {
    type(JAN)
    key({ key: 'Enter' })
    type(PLACE.slice(0, 5))
    type(JAN.charAt(0), 900)
    type(JAN.slice(1))
    key({ key: 'Enter' })
    expect(raws()).toEqual([JAN, PLACE.slice(0, 5), JAN])
  })

  test('a key that stuck because its release was lost is one key', () => {
    type('490')
    key({ key: '0', repeat: true }, 500)
    key({ key: '0', repeat: true }, 30)
    type('1')
    key({ key: 'Enter' })
    expect(raws()).toEqual(['490', '1'])
  })

  test('a brushed key is no scan', () => {
    key({ key: 'a' })
    vi.advanceTimersByTime(600)
    expect(raws()).toEqual([])
  })

  test('a timer held up by a busy page waits for the keys that are still to be handled', () => {
    type(JAN.slice(0, 6))
    const began = performance.now()
    const clock = vi.spyOn(performance, 'now').mockReturnValue(began + 2000)
    vi.advanceTimersByTime(500)
    expect(raws()).toEqual([])
    type(JAN.slice(6))
    clock.mockRestore()
    key({ key: 'Enter' })
    expect(raws()).toEqual([JAN])
  })
})

describe('what a scanner check has learned', () => {
  const LEARNED = { via: 'keys', ends: true, slowest_gap_ms: 20 } as const
  afterEach(() => use_profile(null))

  function again(profile: Partial<ScannerProfile>): void {
    scanner.close()
    use_profile({ ...LEARNED, separator: null, layout: null, ...profile })
    scanner = open_scanner({
      catcher,
      completes: () => false,
      on_reading: (reading) => readings.push(reading),
    })
  }

  test('a scanner known to send no terminator is understood at once', () => {
    again({ ends: false })
    type('TEE-WH-M')
    vi.advanceTimersByTime(125)
    expect(raws()).toEqual(['TEE-WH-M'])
  })

  test('its own sign for the separator is one, in GS1 codes and nowhere else', () => {
    again({ separator: '~' })
    type('0104901234567894~10AB')
    key({ key: 'Enter' })
    type('TEE~M')
    key({ key: 'Enter' })
    expect(raws()).toEqual(['0104901234567894\u001D10AB', 'TEE~M'])
  })

  test('so is its own key', () => {
    again({ separator: 'F8' })
    type('0104901234567894')
    key({ key: 'F8', code: 'F8' })
    type('10AB')
    key({ key: 'Enter' })
    expect(raws()).toEqual(['0104901234567894\u001D10AB'])
  })

  test.each([
    ['us', 'Equal', '+'],
    ['jis', 'Semicolon', '+'],
    ['us', 'Minus', '_'],
    ['jis', 'IntlRo', '_'],
  ] as const)(
    'on a %s keyboard Shift+%s is %s, whatever the device or its input method says',
    (layout, code, sign) => {
      again({ layout })
      type('AB')
      key({ key: '~', code, shiftKey: true })
      key({ key: 'Process', code, shiftKey: true, keyCode: 229 })
      key({ key: 'Enter' })
      expect(raws()).toEqual([`AB${sign}${sign}`])
    },
  )
})

test('after it is closed nothing is taken any more', () => {
  scanner.close()
  expect(key({ key: '4' }).defaultPrevented).toBe(false)
})

test('the field for injected text keeps the focus, except from who is typing', () => {
  expect(document.activeElement).toBe(catcher)
  catcher.blur()
  vi.advanceTimersByTime(400)
  expect(document.activeElement).toBe(catcher)
  const field = document.querySelector('#visible') as HTMLInputElement
  field.focus()
  vi.advanceTimersByTime(400)
  expect(document.activeElement).toBe(field)
})
