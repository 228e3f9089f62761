// @vitest-environment node
import { expect, test } from 'vitest'
import './index'
import { ago_text, countdown_text, slack_text } from './board_times'

test('a countdown shows hours only when there are some', () => {
  expect(countdown_text(2 * 3600 + 4 * 60 + 5)).toBe('2:04:05')
  expect(countdown_text(9 * 60 + 5)).toBe('09:05')
  expect(countdown_text(-65)).toBe('01:05')
})

test('slack is told with its sign, and not at all while there is no pace', () => {
  expect(slack_text(39)).toBe('+39分')
  expect(slack_text(-12)).toBe('−12分')
  expect(slack_text(null)).toBe('—')
})

test('how long ago is told in the largest unit that fits', () => {
  expect([ago_text(3), ago_text(59), ago_text(60), ago_text(7200)]).toEqual([
    '3秒前',
    '59秒前',
    '1分前',
    '2時間前',
  ])
})
