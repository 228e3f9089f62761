// What a plain code says as a serial number (シリアル番号). Mirrors server/vocabulary/serials.py; it has a door of its
// own, for the first load needs none of it.
//
// GS1 codes name it by themselves (AI 21). Most makers print it as a barcode of nothing else, which
// only a step that asks for a serial number can tell from a product code.
import type { Scan } from './barcodes'
import { code_of_label } from './labels'
import { normal } from './text'

const AIM = /^\][A-Z][0-9A-Z]/
const OF_GS1 = /^(?:\](?:C1|D2|Q3)|01[0-9]{14})/
const NAME = /^[!"%-?A-Z_]{1,20}$/

/**
 * The serial number that a text is, in one spelling: half width, upper case.
 *
 * Null for what is none: a code of GS1, nothing, more than 20 characters, blanks, or characters that
 * GS1 does not know in one.
 * @public
 */
export function serial_of(raw: string): string | null {
  const text = normal(raw) ?? ''
  const bare = text.replace(AIM, '')
  return NAME.test(bare) && !OF_GS1.test(text) ? bare : null
}

/**
 * What was read as an item, where a serial number is asked for.
 *
 * A plain code that names no goods of the job is one; so is the number in a GS1 code of its goods.
 * @public
 */
export function read_serial(scan: Scan, raw: string): Scan {
  if (scan.kind !== 'item' || (scan.serial === null) !== (scan.product === null)) return scan
  const serial = scan.serial ?? serial_of(raw)
  return serial === null ? scan : { ...scan, kind: 'serial', code: serial, serial }
}

/**
 * The scan that a typed serial number stands for: the GS1 code that says it, because typed letters may look like
 * a label of ours. What is none, and what is a whole label, stays as typed.
 * @public
 */
export function scan_of_serial(typed: string): string {
  const serial = serial_of(typed)
  return serial === null || code_of_label(serial) !== null ? typed : `]C121${serial}`
}
