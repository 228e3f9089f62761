// The words every room shares: what a label says, what a barcode means. Pure, and said twice:
// server/vocabulary gives the same answers, held to them by tests/vectors/barcodes.json.
export { type Codes, choose, item_code, read, resolve, type Scan } from './barcodes'
export { gtin14, slip_is_valid } from './check_digits'
export {
  check_character,
  code_of_label,
  display,
  KINDS,
  type Kind,
  label_of,
} from './labels'
export { normal } from './text'
export { count_of, day_of } from './typed'
