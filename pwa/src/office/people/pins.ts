/** Digits of a PIN the office proposes. */
const PIN_DIGITS = 6

/** The fewest digits a PIN has. */
export const PIN_DIGITS_LEAST = 4

/** A PIN nobody would guess, in digits. */
export function propose_pin(): string {
  const drawn = crypto.getRandomValues(new Uint32Array(PIN_DIGITS))
  return [...drawn].map((number) => number % 10).join('')
}

export function is_pin(text: string): boolean {
  return /^[0-9]+$/.test(text) && text.length >= PIN_DIGITS_LEAST
}
