import { expect, test } from 'vitest'
import {
  BOTTLE,
  CATALOGUE,
  CREAM,
  facts_with,
  fresh_facts,
  pack_job,
  SHIRT_L,
  SHIRT_M,
} from './example_parcel'
import { line_changed, what_is_expected, what_was_expected, what_was_read } from './expectations'
import { parcel_of } from './pack_order'
import type { ParcelJob } from './parcel'

const parcel = (facts = fresh_facts(), step = 'verify_contents') =>
  parcel_of(pack_job({ facts, step })) as ParcelJob

const ids = (expected: ReturnType<typeof what_is_expected>) =>
  'products' in expected ? expected.products.map(({ id }) => id) : expected

test('first every item that is still open is right, then the flyers, then the slip', () => {
  expect(ids(what_is_expected(parcel(facts_with([2], []))))).toEqual([SHIRT_L, CREAM])
  expect(ids(what_is_expected(parcel(facts_with([2, 1, 1], [1]))))).toEqual([CATALOGUE])
  expect(what_is_expected(parcel(facts_with([2, 1, 1], [1, 1]), 'scan_slip'))).toEqual({
    is: 'slip',
    slip: null,
  })
  expect(what_is_expected(parcel(fresh_facts(), 'set_aside'))).toEqual({ is: 'tote' })
})

test('who holds a wrong flyer is told the right flyer, not an item', () => {
  expect(ids(what_was_expected(parcel(facts_with([], [1])), 'other_flyer'))).toEqual([CATALOGUE])
  expect(ids(what_was_expected(parcel(), 'other_item'))).toEqual([SHIRT_M, SHIRT_L, CREAM])
})

test('what was read is the article where it is known, else the text of the label', () => {
  const known = { code: '04902222333347', product: BOTTLE, lot: null }
  expect(what_was_read(parcel(), known, '4902222333347').product?.name).toBe('ボトル')
  const unknown = { code: '', product: null, lot: null }
  expect(what_was_read(parcel(), unknown, 'ABC\u001D1')).toEqual({ product: null, text: 'ABC1' })
})

test('a page of text in a code does not push the screen away', () => {
  const { text } = what_was_read(parcel(), null, 'X'.repeat(400))
  expect([...text]).toHaveLength(41)
})

test('the card that an accepted scan counted on is known', () => {
  const before = fresh_facts()
  expect(line_changed(before, facts_with([1], []))).toEqual({ of: 'item', line: 1 })
  expect(line_changed(before, facts_with([], [0, 1]))).toEqual({ of: 'flyer', line: 52 })
  expect(line_changed(before, fresh_facts())).toBeNull()
  expect(line_changed(null, fresh_facts())).toBeNull()
})
