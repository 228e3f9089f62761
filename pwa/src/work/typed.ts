import { code_of_label, label_of, normal } from '../vocabulary'

/**
 * The label text for what a person typed by hand: people leave out the check character, the namespace and the
 * hyphens (`a0103` for the place A-01-03). What is none of the known codes and no code of ours stays as typed.
 */
export function label_of_typed(typed: string, known_codes: readonly string[]): string {
  const text = normal(typed)
  if (text === null || code_of_label(text) !== null) return typed
  const plain = without_hyphens(text)
  for (const code of known_codes) {
    if (plain === without_hyphens(code) || plain === without_hyphens(code.slice(2))) {
      return label_of(code)
    }
  }
  return OWN_CODE.test(text) ? label_of(text) : typed
}

const OWN_CODE = /^[LTCWBXSFN]-[0-9A-Z]+(-[0-9A-Z]+)*$/

function without_hyphens(text: string): string {
  return text.replaceAll('-', '')
}
