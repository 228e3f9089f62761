// @vitest-environment node
import { expect, test } from 'vitest'
import { day_of_typed } from './typed_day'

test.each([
  ['260401', '2026-04-01'],
  ['20260401', '2026-04-01'],
  ['2604', '2026-04-30'],
  ['2602', '2026-02-28'],
  ['2802', '2028-02-29'],
  ['2612', '2026-12-31'],
  ['2613', null],
  ['260431', null],
  ['2604011', null],
  ['26', null],
  ['', null],
])('%s means %s', (digits, day) => {
  expect(day_of_typed(digits)).toBe(day)
})
