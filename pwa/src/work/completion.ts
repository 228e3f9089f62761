import { label_of } from '../vocabulary'

/**
 * Whether a text is whole: it is an expected text, and no expected text goes on from it.
 * Only texts that nothing longer in the warehouse can begin with are ever expected (see `product_texts`).
 */
export function completes(text: string, expected: readonly string[]): boolean {
  const upper = text.toUpperCase()
  return (
    expected.includes(upper) &&
    !expected.some((other) => other.length > upper.length && other.startsWith(upper))
  )
}

/**
 * The texts that end a product's scan without a terminator: JAN-13 and GTIN-14 only. Eight digits, and a shop's
 * own texts, may be the beginning of another product's code; those wait for the scanner to fall silent.
 */
export function product_texts(codes: readonly string[]): string[] {
  return codes.flatMap((code) => {
    if (!/^[0-9]{14}$/.test(code) || code.startsWith('00')) return []
    const text = code.startsWith('0') ? code.slice(1) : code
    // `01` begins a GS1 element string, which goes on for much longer.
    return text.startsWith('01') ? [] : [text]
  })
}

/** The texts of labels of ours. */
export function label_texts(codes: readonly string[]): string[] {
  return codes.map(label_of)
}
