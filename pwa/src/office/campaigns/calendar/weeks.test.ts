// @vitest-environment node
import { expect, test } from 'vitest'
import { monday_of, mondays_of, place_of, stretch_of } from './weeks'

const FOUR = { first: '2026-11-23', weeks: 4 }

test('a week begins on its Monday, also at the turn of a year', () => {
  expect(monday_of('2026-11-27')).toBe('2026-11-23')
  expect(monday_of('2026-11-23')).toBe('2026-11-23')
  expect(monday_of('2027-01-03')).toBe('2026-12-28')
  expect(mondays_of(FOUR)).toEqual(['2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'])
})

test('a campaign lies on its days, the last one included', () => {
  expect(stretch_of('2026-11-30', '2026-12-06', FOUR)).toEqual({
    left_percent: 25,
    width_percent: 25,
    goes_on_before: false,
    goes_on_after: false,
  })
})

test('a campaign without an end, or one that began before, goes on beyond the edge', () => {
  const endless = stretch_of(null, null, FOUR)
  expect(endless).toMatchObject({ left_percent: 0, width_percent: 100 })
  expect(endless).toMatchObject({ goes_on_before: true, goes_on_after: true })
  expect(stretch_of('2026-10-01', '2026-12-20', FOUR)).toMatchObject({
    goes_on_before: true,
    goes_on_after: false,
  })
})

test('what is over before or begins after is not on the sheet', () => {
  expect(stretch_of(null, '2026-11-22', FOUR)).toBeNull()
  expect(stretch_of('2026-12-21', null, FOUR)).toBeNull()
  expect(place_of('2026-12-21', FOUR)).toBeNull()
  expect(place_of('2026-11-30', FOUR)).toBe(25)
})
