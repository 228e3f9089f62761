// @vitest-environment node
import { expect, test } from 'vitest'
import { freshness_at } from './freshness'

test('below ten seconds the age is told in tenths', () => {
  expect(freshness_at(1_449, 1_000, null)).toEqual({ seconds: 0.4, is_stale: false, is_cut: false })
})

test('after ten seconds the wall is old, whatever the reason', () => {
  expect(freshness_at(11_000, 1_000, null).is_stale).toBe(false)
  expect(freshness_at(11_100, 1_000, null)).toEqual({ seconds: 10, is_stale: true, is_cut: false })
})

test('a refused question says so at once, before the wall is old', () => {
  expect(freshness_at(3_000, 1_000, 'offline')).toEqual({
    seconds: 2,
    is_stale: false,
    is_cut: true,
  })
})

test('a wall that was never answered has no age', () => {
  expect(freshness_at(3_000, null, null)).toEqual({ seconds: null, is_stale: true, is_cut: false })
})
