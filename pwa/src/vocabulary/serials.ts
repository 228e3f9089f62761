// What a plain code says as a serial number (シリアル番号). Mirrors server/vocabulary/serials.py.
//
// GS1 codes name it by themselves (AI 21). Most makers print it as a barcode of nothing else, which
// only a step that asks for a serial number can tell from a product code.
import { normal } from './text'

const AIM = /^\][A-Z][0-9A-Z]/
const OF_GS1 = /^(?:\](?:C1|D2|Q3)|01[0-9]{14})/
const NAME = /^[!"%-?A-Z_]{1,20}$/

/**
 * The serial number that a text is, in one spelling: half width, upper case.
 *
 * Null for what is none: a code of GS1, nothing, more than 20 characters, blanks, or characters that
 * GS1 does not know in one.
 */
export function serial_of(raw: string): string | null {
  const text = normal(raw) ?? ''
  const bare = text.replace(AIM, '')
  return NAME.test(bare) && !OF_GS1.test(text) ? bare : null
}
