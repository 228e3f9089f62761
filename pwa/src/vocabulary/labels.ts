// The labels we print ourselves. Mirrors server/vocabulary/labels.py.
//
// A label says `<namespace>-<body>-<check>`, its code is the label without the check character:
// label `T-0012-…` belongs to tote `T-0012`. Only characters that every keyboard layout sends alike.

export const KINDS = [
  'place',
  'tote',
  'cart',
  'station',
  'badge',
  'command',
  'shipment',
  'item',
  'slip',
  'lot',
  'serial',
  'quantity',
  'day',
  'misread',
  'unknown',
] as const

export type Kind = (typeof KINDS)[number]

export const KIND_OF_NAMESPACE: ReadonlyMap<string, Kind> = new Map([
  ['L', 'place'],
  ['T', 'tote'],
  ['C', 'cart'],
  ['W', 'station'],
  ['B', 'badge'],
  ['X', 'command'],
  ['S', 'shipment'],
  ['F', 'item'], // a flyer (チラシ) is a product: its stock is stock
  ['N', 'lot'],
  ['Q', 'quantity'], // pieces, typed (`Q-12`) or scanned from a sheet of numbers
  ['D', 'day'], // typed (`D-20260401`)
])

const CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
export const OWN_LABEL = /^([LTCWBXSFNQD]-[0-9A-Z]+(?:-[0-9A-Z]+)*)-([0-9A-Z])$/

/** The check character of a code such as `T-0012` by ISO/IEC 7064 MOD 37,36; hyphens do not count. */
export function check_character(ns_body: string): string {
  let product = 36
  for (const character of ns_body) {
    if (character === '-') continue
    const total = (product + CHARACTERS.indexOf(character)) % 36
    product = ((total === 0 ? 36 : total) * 2) % 37
  }
  return CHARACTERS.charAt((37 - product) % 36)
}

/** The text to print for a code: `T-0012` with its check character. */
export function label_of(code: string): string {
  return `${code}-${check_character(code)}`
}

/** The code behind a label of ours; null when it is not one or its check is wrong. */
export function code_of_label(label: string): string | null {
  const [, code, check] = OWN_LABEL.exec(label) ?? []
  return code !== undefined && check_character(code) === check ? code : null
}

/** A code as people say it: the place `L-A-01-03` is called A-01-03. */
export function display(code: string): string {
  return code.startsWith('L-') ? code.slice(2) : code
}
