// Barcodes are read as tests/vectors/barcodes.json says; the server runs the same file.
// @vitest-environment node
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Codes,
  check_character,
  choose,
  code_of_label,
  display,
  gtin14,
  item_code,
  type Kind,
  label_of,
  normal,
  read,
  resolve,
  type Scan,
  slip_is_valid,
} from '.'
import { serial_of } from './serials'

type Told = Pick<Scan, 'kind' | 'code'> & Partial<Scan>
type Answers = [string, string | boolean | null][]
type Vectors = {
  read: { name: string; raw: string; readings: Told[] }[]
  choose: { name: string; raw: string; kinds: Kind[]; codes: Codes; scan: Told }[]
  labels: { code: string; label: string; display: string }[]
  not_labels: string[]
  check_characters: Answers
  gtin14: Answers
  slips: Answers
  item_codes: Answers
  normal: Answers
  serials: Answers
}

const FILE = new URL('../../../tests/vectors/barcodes.json', import.meta.url)
const VECTORS: Vectors = JSON.parse(readFileSync(FILE, 'utf8'))

function scan_of(told: Told): Scan {
  return { product: null, lot: null, serial: null, expires_on: null, quantity: 1, ...told }
}

describe('a text is read in these ways', () => {
  test.each(VECTORS.read)('$name', ({ raw, readings }) => {
    expect(read(raw)).toStrictEqual(readings.map(scan_of))
  })
})

describe('the job says which reading is meant', () => {
  test.each(VECTORS.choose)('$name', ({ raw, kinds, codes, scan }) => {
    expect(resolve(choose(read(raw), new Set(kinds), codes), codes)).toStrictEqual(scan_of(scan))
  })
})

test('a label and its code belong together', () => {
  for (const told of VECTORS.labels) {
    expect(label_of(told.code)).toBe(told.label)
    expect(code_of_label(told.label)).toBe(told.code)
    expect(display(told.code)).toBe(told.display)
  }
  for (const text of VECTORS.not_labels) expect(code_of_label(text)).toBeNull()
})

describe('small words are answered as the vectors say', () => {
  test.each([
    ['check_characters', check_character],
    ['gtin14', gtin14],
    ['slips', slip_is_valid],
    ['item_codes', item_code],
    ['normal', normal],
    ['serials', serial_of],
  ] as const)('%s', (vectors, answer) => {
    for (const [text, expected] of VECTORS[vectors])
      expect([text, answer(text)]).toEqual([text, expected])
  })
})

test('anything at all is read somehow', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 520 }), (raw) => {
      const [first] = read(raw)
      expect(first.code).toMatch(/^[ -~]*$/)
      expect(first.quantity).toBeGreaterThan(0)
    }),
  )
})
