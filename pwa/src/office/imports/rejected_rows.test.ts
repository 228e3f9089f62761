// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { has_words } from '../../words'
import '..'
import { problem_of } from './rejected_rows'

test('a kept row is shown as the preview showed it', () => {
  const row = {
    row: 38,
    outcome: 'rejected' as const,
    code: 'unknown_product',
    column: 'Lineitem sku',
    detail: { value: 'TA-9999' },
    external: '#T5207',
    order_id: null,
  }
  expect(problem_of(row)).toEqual({
    row: 38,
    column: 'Lineitem sku',
    code: 'unknown_product',
    value: 'TA-9999',
  })
  expect(problem_of({ ...row, detail: {} }).value).toBeNull()
})

const PROFILES = ['shopify', 'next_engine']

test.each(PROFILES)('every reason of the %s layout has words', (profile) => {
  const path = new URL(`../../../../server/exchange/${profile}/profile.json`, import.meta.url)
  const meant = [...readFileSync(path, 'utf8').matchAll(/"means":\s*"([a-z_]+)"/g)].map(
    ([, code]) => code,
  )
  expect(meant.filter((code) => !has_words(`problem.${code}`))).toEqual([])
})
