import { expect, test } from 'vitest'
import type { Order } from '../answers'
import { draft_of, parts_changed } from './address_draft'
import { draft_of_lines, lines_changed, lines_told, pieces_typed } from './lines_draft'

const ORDER = {
  line_items: [
    { line_no: 1, quantity_pieces: 2 },
    { line_no: 3, quantity_pieces: 1 },
  ],
} as unknown as Order

test('only the parts of an address that say something else are told', () => {
  const before = draft_of({ name: '髙橋 一郎', postal_code: '5300001', prefecture: '大阪府' })
  expect(before.postal_code).toBe('530-0001')
  const after = { ...before, prefecture: '北海道', building: '3F', name: '髙橋 一郎 ' }
  expect(parts_changed(before, after)).toEqual(['prefecture', 'building'])
})

test('a line with no pieces is taken out, and one that names nothing is not told', () => {
  const draft = {
    ...draft_of_lines(ORDER),
    pieces: { 1: 0, 3: 4 },
    added: [
      { key: 1, sku: ' CAP ', pieces: 2 },
      { key: 2, sku: '', pieces: 1 },
    ],
  }
  expect(lines_told(draft)).toEqual([
    { line_no: 3, quantity_pieces: 4 },
    { sku: 'CAP', quantity_pieces: 2 },
  ])
  expect(lines_changed(ORDER, draft)).toBe(3)
  expect(lines_changed(ORDER, draft_of_lines(ORDER))).toBe(0)
})

test('pieces are digits, whichever keyboard typed them', () => {
  expect(['１２', '3a', '', '-4', '1234567'].map(pieces_typed)).toEqual([12, 3, 0, 4, 12345])
})
