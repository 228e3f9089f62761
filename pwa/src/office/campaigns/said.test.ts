import { expect, it } from 'vitest'
import { day_said, points_said, share_said } from './said'

it('says shares in percent and differences in points, with their sign', () => {
  expect(share_said(0.12345)).toBe('12.3%')
  expect(points_said(0.0524)).toBe('+5.2')
  expect(points_said(-0.0381)).toBe('-3.8')
  expect(points_said(0)).toBe('0')
})

it('leaves out the year that it is', () => {
  const year = new Date().getFullYear()
  expect(day_said(`${year}-03-09`)).toBe('3/9')
  expect(day_said('1999-12-31')).toBe('1999/12/31')
  expect(day_said(null)).toBe('')
})
