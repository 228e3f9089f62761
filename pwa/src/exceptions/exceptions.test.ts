// @vitest-environment node
import { expect, test } from 'vitest'
import { type FloorException, needs_note, resolutions_for, subject_of } from './floor_exception'
import { age_words } from './index'

const exception = (part: Partial<FloorException>): FloorException => ({
  id: 1,
  kind: 'short_pick',
  at: '2026-11-24T05:00:00Z',
  age_minutes: 4,
  order: 7,
  order_number: '#1042',
  shipment: 'S0000001042',
  place: 'A-03-12',
  product: '琺瑯ミルクパン',
  person: '森 拓也',
  quantity_pieces: 1,
  detail: {},
  photo: null,
  ...part,
})

test('a short pick leaves without the pieces, or with those that were found after all', () => {
  expect(resolutions_for(exception({}))).toEqual(['ship_without', 'put_in_tote'])
})

test('what nobody can undo can only be put away, with a reason', () => {
  expect(resolutions_for(exception({ kind: 'stale_scan' }))).toEqual(['dismiss'])
  expect(needs_note('dismiss')).toBe(true)
  expect(needs_note('ship_without')).toBe(false)
})

test('a flyer that is missing is replaced or waived, with a reason', () => {
  const possible = resolutions_for(exception({ kind: 'set_aside' }))
  expect(possible.filter(needs_note)).toEqual(['substitute_flyer', 'waive_flyer'])
})

test('an exception is told by place and goods, without them by its order', () => {
  expect(subject_of(exception({}))).toBe('A-03-12　琺瑯ミルクパン')
  expect(subject_of(exception({ place: null, product: null }))).toBe('#1042')
  const unknown = exception({ place: null, product: null, order_number: null })
  expect(subject_of(unknown)).toBe('S0000001042')
})

test('an age is told in hours from an hour on', () => {
  expect(age_words(38)).toBe('38分')
  expect(age_words(125)).toBe('2時間5分')
})
