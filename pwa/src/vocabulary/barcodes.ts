// From what a scanner sent to what was scanned. Mirrors server/vocabulary/barcodes.py.
//
// One text may be read in several ways: twelve digits are a slip to one and a product to another.
// `read` gives every reading, `choose` picks the one that the job can mean, `resolve` says which
// product of the job it is.
import { gtin14, slip_is_valid } from './check_digits'
import { begins_with_element, elements_of, without_leading_separators } from './gs1'
import { code_of_label, KIND_OF_NAMESPACE, type Kind, OWN_LABEL } from './labels'
import { GS, normal } from './text'
import { count_of, day_of } from './typed'

const AIM = /^\][A-Z][0-9A-Z]/
const AIM_OF_GS1 = [']C1', ']D2', ']Q3']
const BARE_ELEMENT_STRING = /^01[0-9]{14}/
const SLIP = /^([A-D]?)([0-9]{12})([A-D]?)$/

/** One thing scanned, in words that a flow table understands. */
export type Scan = {
  readonly kind: Kind
  /** `T-0012`, a product code of fourteen digits, a slip number …; empty when unknown. */
  readonly code: string
  /** Which product of the job it is; filled in by `resolve`. */
  readonly product: number | null
  readonly lot: string | null
  /** ISO day printed in the code, 消費期限 before 賞味期限. */
  readonly expires_on: string | null
  /** Pieces that this one scan stands for; 0 only where a count was typed. */
  readonly quantity: number
  /** Which one piece of a product it is (シリアル番号), where the code says so. */
  readonly serial: string | null
}

/** The product codes of a job. A case of twelve is one product twelve times. */
export type Codes = Readonly<
  Record<string, { readonly product: number; readonly quantity: number }>
>

/** Every way to read a text, the likeliest first; never empty. */
export function read(raw: string): [Scan, ...Scan[]] {
  const text = normal(raw) ?? ''
  const aim = AIM.exec(text)?.[0] ?? ''
  const bare = text.slice(aim.length)
  if (without_leading_separators(bare) === '') return [scan_of('unknown', '')]
  if (AIM_OF_GS1.includes(aim) || bare.includes(GS)) return [read_element_string(bare)]
  const as_item = scan_of('item', gtin14(bare) ?? bare)
  if (OWN_LABEL.test(bare)) return [read_own_label(bare), as_item]
  const slip = SLIP.exec(bare)
  if (slip !== null) return read_slip(slip, as_item)
  if (BARE_ELEMENT_STRING.test(bare)) return [read_element_string(bare), as_item]
  return [as_item]
}

/**
 * The reading that is meant: what the job knows, then what its step asks for.
 *
 * A label of our own is never taken for goods because goods are asked for, unless the job knows
 * goods by just this text: some shops print `T-SHIRT-M` on their articles.
 */
export function choose(
  readings: readonly [Scan, ...Scan[]],
  kinds: ReadonlySet<Kind>,
  known_codes: Codes,
): Scan {
  const known = readings.find(
    (reading) => reading.kind !== 'misread' && known_codes[reading.code] !== undefined,
  )
  if (known !== undefined) return known
  const [likeliest] = readings
  if (likeliest.kind !== 'item' && likeliest.kind !== 'slip') return likeliest
  return readings.find((reading) => kinds.has(reading.kind)) ?? likeliest
}

/** The scan with the product of the job it stands for, and with how many pieces of it. */
export function resolve(scan: Scan, codes: Codes): Scan {
  const known = scan.kind === 'item' ? codes[scan.code] : undefined
  if (known === undefined) return scan
  return { ...scan, product: known.product, quantity: scan.quantity * known.quantity }
}

/** The code under which `read` knows goods with this barcode; null for no barcode at all. */
export function item_code(text: string): string | null {
  const plain = normal(text)
  return plain === null ? null : (gtin14(plain) ?? plain)
}

function scan_of(kind: Kind, code: string): Scan {
  return { kind, code, product: null, lot: null, serial: null, expires_on: null, quantity: 1 }
}

function read_own_label(text: string): Scan {
  const code = code_of_label(text)
  if (code === null) return scan_of('misread', text)
  const kind = KIND_OF_NAMESPACE.get(code.charAt(0)) as Kind
  const quantity = kind === 'quantity' ? count_of(code) : 1
  const expires_on = kind === 'day' ? day_of(code) : null
  if (quantity === null || (kind === 'day' && expires_on === null)) return scan_of('misread', text)
  return {
    ...scan_of(kind, code),
    lot: kind === 'lot' ? code.slice(2) : null,
    expires_on,
    quantity,
  }
}

/** Twelve digits; the start and stop letters of NW-7 arrive or not, as the scanner likes. */
function read_slip(found: RegExpExecArray, as_item: Scan): [Scan, ...Scan[]] {
  const [, start, number, stop] = found as unknown as [string, string, string, string]
  if (slip_is_valid(number)) return [scan_of('slip', number), as_item]
  if (start !== '' && stop !== '') return [scan_of('misread', as_item.code), as_item]
  return [as_item]
}

function read_element_string(text: string): Scan {
  if (!begins_with_element(without_leading_separators(text))) return scan_of('unknown', '')
  const elements = elements_of(text)
  if (elements === null) return scan_of('misread', text.replaceAll(GS, ''))
  const { gtin, ...said } = elements
  let kind: Kind = 'unknown'
  if (gtin !== null) kind = 'item'
  else if (said.lot !== null) kind = 'lot'
  else if (said.serial !== null) kind = 'serial'
  return { ...scan_of(kind, gtin ?? said.lot ?? said.serial ?? ''), ...said }
}
