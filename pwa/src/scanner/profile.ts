// What a scanner check has learned about the scanner of this device. Without it everything works, only by and by.

import type { Layout } from './keys'

/** What is known of this device's scanner before its first scan of the day. */
export type ScannerProfile = {
  /** The path it was heard on; what it learned of ends and pauses holds for this path alone. */
  via: 'keys' | 'text'
  /** Whether it ends its scans by Enter or Tab. */
  ends: boolean
  /** The longest pause between two characters of a scan, in milliseconds. */
  slowest_gap_ms: number
  /** What it sends for the separator of GS1 codes instead of Ctrl+]: a character, or the name of a key (`F8`). */
  separator: string | null
  /** The keyboard it pretends to be, where the device believes in another one. */
  layout: Layout | null
}

/** Under which name the journal keeps it. */
export const PROFILE_SETTING = 'scanner_profile'

let known: ScannerProfile | null = null

/** Let every scanner of this page use what was learned; null forgets it. */
export function use_profile(profile: ScannerProfile | null): void {
  known = profile
}

export function profile_in_use(): ScannerProfile | null {
  return known
}

const ELEMENT_STRING = /^(?:\](?:C1|d2|Q3))?0[12][0-9]{14}/i

/** The text with the separators of a GS1 code put back; any other text may hold the substitute as it is. */
export function with_separators(raw: string, separator: string | null, gs: string): string {
  const is_character = separator !== null && [...separator].length === 1
  return is_character && ELEMENT_STRING.test(raw) ? raw.replaceAll(separator, gs) : raw
}
