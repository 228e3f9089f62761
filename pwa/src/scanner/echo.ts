// Tells the same scan again from another one. Pure.

/** How long after a key that an input method had taken its own text may still come, in milliseconds. */
const ECHO_MS = 1000

/** The same letters again, unchanged, come right behind their key, in milliseconds by the page's own clock. */
const SAME_LETTERS_MS = 80

export type Echo = {
  /** A key was read; `is_taken`: an input method, or Windows, will type it once more. */
  expect(character: string, at_ms: number, is_taken: boolean): void
  /** Whether text that lands now is what those keys said already. */
  is(landed: string, at_ms: number, is_composing: boolean): boolean
}

/**
 * Keys that an input method has taken are read by their position; what it then types is the same scan again. But
 * a second scanner may inject its own text in the same second: plain letters are an echo only right behind the
 * keys that said them.
 */
export function make_echo(): Echo {
  let until_ms = Number.NEGATIVE_INFINITY
  let handled_ms = Number.NEGATIVE_INFINITY
  let said = ''
  return {
    expect(character, at_ms, is_taken) {
      if (!is_taken) return
      said = at_ms > until_ms ? character : said + character
      until_ms = at_ms + ECHO_MS
      handled_ms = performance.now()
    },
    is(landed, at_ms, is_composing) {
      if (at_ms > until_ms) return false
      const plain = landed.trim().toUpperCase()
      if (is_composing || !/^[ -~]*$/.test(plain)) return true
      const is_right_behind = performance.now() - handled_ms <= SAME_LETTERS_MS
      return is_right_behind && said.toUpperCase().includes(plain)
    },
  }
}
