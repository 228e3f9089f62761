// Tells the same scan again from another one. Pure.

/** How long after a key that an input method had taken its own text may still come, in milliseconds. */
const ECHO_MS = 1000

export type Echo = {
  /** A key was read; `is_taken`: an input method, or Windows, will type it once more. */
  expect(character: string, at_ms: number, is_taken: boolean): void
  /** Whether text that lands now is what those keys said already. */
  is(landed: string, at_ms: number, is_composing: boolean): boolean
}

/**
 * Keys that an input method has taken are read by their position; what it then types is the same scan again. But
 * a second scanner may inject its own text in the same second: plain text that the keys did not say is a scan.
 */
export function make_echo(): Echo {
  let until_ms = Number.NEGATIVE_INFINITY
  let said = ''
  return {
    expect(character, at_ms, is_taken) {
      if (!is_taken) return
      said = at_ms > until_ms ? character : said + character
      until_ms = at_ms + ECHO_MS
    },
    is(landed, at_ms, is_composing) {
      if (at_ms > until_ms) return false
      const plain = landed.trim().toUpperCase()
      return is_composing || !/^[ -~]*$/.test(plain) || said.toUpperCase().includes(plain)
    },
  }
}
