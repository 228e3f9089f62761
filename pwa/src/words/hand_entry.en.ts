import type { hand_entry_ja } from './hand_entry.ja'

/** @public */
export const hand_entry_en: Record<keyof typeof hand_entry_ja, string> = {
  'scanner.hand': 'Type a code',
  'scanner.hand.label': 'Characters of the label',
  'scanner.hand.hint': 'On our own labels the last character (check) may be left out',
  'scanner.hand.hyphen': 'Hyphen',
  'scanner.hand.go': 'Use this code',
}
