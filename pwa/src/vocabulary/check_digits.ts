// Check digits of product codes and carriers' slips. Mirrors server/vocabulary/check_digits.py.

const GTIN = /^(?:[0-9]{8}|[0-9]{12,14})$/
const SLIP = /^[0-9]{12}$/

/** A JAN, UPC, EAN-8 or ITF-14 code as fourteen digits; null without a right check digit. */
export function gtin14(text: string): string | null {
  if (!GTIN.test(text)) return null
  const code = text.padStart(14, '0')
  let weighted = 0
  for (let nth = 0; nth < 14; nth += 1) weighted += Number(code[nth]) * (nth % 2 === 1 ? 1 : 3)
  return weighted % 10 === 0 ? code : null
}

/** Whether this is the number of a carrier's slip (送り状): 12 digits, the last one mod 7. */
export function slip_is_valid(text: string): boolean {
  return SLIP.test(text) && Number(text.slice(0, 11)) % 7 === Number(text[11])
}
