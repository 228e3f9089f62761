// Characters typed as Alt and their number on the numpad, as scanners in "universal keyboard" mode do. Pure.

export type Numpad = {
  /** Whether this key is part of such a character. */
  takes(event: Pick<KeyboardEvent, 'key' | 'code' | 'altKey'>): boolean
  /** Alt was let go: the character, or null where none was typed. */
  released(): string | null
}

/** A Windows keyboard types any character as Alt + its number; so do scanners that do not know the layout. */
export function listen_to_numpad(): Numpad {
  let is_held = false
  let digits = ''
  return {
    takes({ key, code, altKey }) {
      if (key === 'Alt') {
        is_held = true
        digits = ''
        return true
      }
      // Some firmware says Alt on every key without ever pressing it; those digits are digits.
      const digit = /^Numpad([0-9])$/.exec(code)?.[1]
      if (!is_held || !altKey || digit === undefined) return false
      digits += digit
      return true
    },
    released() {
      const number = Number(digits)
      is_held = false
      digits = ''
      return number > 0 && number < 128 ? String.fromCharCode(number) : null
    },
  }
}
