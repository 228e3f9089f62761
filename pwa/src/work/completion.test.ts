import { expect, test } from 'vitest'
import { label_of } from '../vocabulary'
import { completes, product_texts } from './completion'
import { label_of_typed } from './typed'

test('a text is whole when it is expected and nothing expected goes on from it', () => {
  expect(completes('T-0012-K', ['T-0012-K'])).toBe(true)
  expect(completes('t-0012-k', ['T-0012-K'])).toBe(true)
  expect(completes('T-0012', ['T-0012-K'])).toBe(false)
  expect(completes('AB', ['AB', 'ABC'])).toBe(false)
})

test('only codes that nothing longer can begin with end a scan by their content', () => {
  expect(product_texts(['04901234567894'])).toEqual(['4901234567894'])
  expect(product_texts(['14901234567891'])).toEqual(['14901234567891'])
  expect(product_texts(['00000049123456'])).toEqual([])
  expect(product_texts(['TEE-WH-M'])).toEqual([])
  expect(product_texts(['00101234567890'])).toEqual([])
})

test.each([
  ['a-01-03', label_of('L-A-01-03')],
  ['A0103', label_of('L-A-01-03')],
  ['ａ０１０３', label_of('L-A-01-03')],
  ['l-a-01-03', label_of('L-A-01-03')],
  ['0012', label_of('T-0012')],
  ['T-0099', label_of('T-0099')],
  [label_of('T-0012'), label_of('T-0012')],
  ['4901234567894', '4901234567894'],
  ['F-0001', label_of('F-0001')],
  ['TEE-WH-M', 'TEE-WH-M'],
])('typed %s stands for %s', (typed, label) => {
  expect(label_of_typed(typed, ['L-A-01-03', 'T-0012'])).toBe(label)
})
