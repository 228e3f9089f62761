// @vitest-environment node
import { expect, test } from 'vitest'
import type { OrderCard } from '../answers'
import { FIRST_CHOICE, is_meant, ship_by_before, until_of } from './wave_choice'

// 14:18 in the warehouse.
const NOW = Date.parse('2026-11-24T05:18:00Z')

test('today ends at midnight of the warehouse, not of Greenwich', () => {
  expect(ship_by_before('today', NOW)).toBe('2026-11-24T15:00:00.000Z')
  expect(ship_by_before('tomorrow', NOW)).toBe('2026-11-25T15:00:00.000Z')
  expect(ship_by_before('today', Date.parse('2026-11-24T15:00:00Z'))).toBe(
    '2026-11-25T15:00:00.000Z',
  )
  expect(ship_by_before('any', NOW)).toBeNull()
})

test('a choice shows as the words it was made with', () => {
  const choice = { ...FIRST_CHOICE, ship_by_before: ship_by_before('tomorrow', NOW) }
  expect(until_of(choice, NOW)).toBe('tomorrow')
  expect(until_of(FIRST_CHOICE, NOW)).toBe('any')
})

test('an order without stock belongs to a choice as if it had some', () => {
  const order = { shop: 'tane', carrier: 'yamato', ship_by: '2026-11-24T07:30:00Z' } as OrderCard
  expect(is_meant(FIRST_CHOICE, order)).toBe(true)
  expect(is_meant({ ...FIRST_CHOICE, shops: ['hada'] }, order)).toBe(false)
  expect(is_meant({ ...FIRST_CHOICE, carriers: ['yamato', 'sagawa'] }, order)).toBe(true)
  expect(is_meant({ ...FIRST_CHOICE, ship_by_before: '2026-11-24T06:00:00Z' }, order)).toBe(false)
})
