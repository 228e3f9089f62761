// @vitest-environment node
import { expect, test } from 'vitest'
import { bring_words } from '../../words'
import { office_en } from '../../words/office.en'
import { office_ja } from '../../words/office.ja'
import type { FactCard } from './asks'
import { content_of, draft_of } from './draft'
import { condition_said, decided } from './said'
import { TEMPLATES } from './templates'
import { type Condition, condition_of, new_question, paths_of, replaced, tree_of } from './tree'

bring_words(office_ja, office_en)

const big = { fact: 'order.total_yen', op: 'at_least', value: 10000 }
const gift = { fact: 'order.is_gift', op: 'is', value: true }
const tea = { fact: 'line.category', op: 'is', value: '茶器' }
const fact = (name: string, kind: string, unit = '', choices: string[] = []) =>
  [name, { fact: name, kind, unit, choices }] as unknown as readonly [string, FactCard]
const FACTS = new Map([
  fact('order.total_yen', 'number', 'yen'),
  fact('order.is_gift', 'flag'),
  fact('line.category', 'text'),
  fact('lines.temperatures', 'texts', '', ['ambient', 'chilled', 'frozen']),
])

test.each<[string, Condition]>([
  ['blocks in blocks', { all: [big, { any: [gift, { not: { all: [big, { not: gift }] } }] }] }],
  ['a line', { all: [{ not: { some_line: { any: [tea, { not: tea }] } } }] }],
  ['nothing', { all: [] }],
  ['an empty value', { all: [{ fact: 'order.note', op: 'is_empty' }] }],
])('%s are written down as they were read', (_, condition) => {
  expect(condition_of(tree_of(condition))).toEqual(condition)
})

test('what is alone gets a block, and not not is nothing', () => {
  expect(condition_of(tree_of(big))).toEqual({ all: [big] })
  expect(condition_of(tree_of({ all: [{ not: { not: gift } }] }))).toEqual({ all: [gift] })
  expect(condition_of(tree_of({ some_line: tea }))).toEqual({ some_line: { all: [tea] } })
})

test('every part knows where it stands for the server', () => {
  const tree = tree_of({
    all: [big, { not: { any: [gift, { some_line: { all: [tea] } }] } }],
  })
  expect([...paths_of(tree).values()]).toEqual([
    'when',
    'when.all.0',
    'when.all.1',
    'when.all.1.not.any.0',
    'when.all.1.not.any.1',
    'when.all.1.not.any.1.some_line.all.0',
  ])
})

test('one part is replaced or taken out, and no other changes', () => {
  const tree = tree_of({ all: [big, { any: [gift] }] })
  const [, any] = tree.inside
  if (any === undefined || any.kind === 'question') throw new Error('it is a block')
  const other = new_question('order.note', 'contains', 'のし')
  const changed = replaced(tree, any.inside[0]?.key ?? 0, other)
  expect(condition_of(changed)).toEqual({
    all: [big, { any: [{ fact: 'order.note', op: 'contains', value: 'のし' }] }],
  })
  expect(condition_of(replaced(changed, any.key, null))).toEqual({ all: [big] })
})

test('a condition is one sentence', () => {
  expect(condition_said({ all: [big, { any: [gift, { not: gift }] }] }, FACTS)).toBe(
    '受注金額が 10,000 円 以上 かつ （ギフト指定が「はい」 または 「ギフト指定が「はい」」ではない）',
  )
  expect(condition_said({ some_line: tea }, FACTS)).toBe('商品カテゴリーが「茶器」 明細がある')
  const cold = { fact: 'lines.temperatures', op: 'has_any_of', value: ['chilled', 'frozen'] }
  expect(condition_said(cold, FACTS)).toContain('冷蔵、冷凍')
})

test('what decided under "not" is said, and holds, the other way round', () => {
  const plain = decided({ ...big, path: 'when.all.0', fits: true }, FACTS)
  expect(plain).toEqual({ said: '受注金額が 10,000 円 以上', fits: true })
  expect(decided({ ...big, path: 'when.all.0.not', fits: false }, FACTS)).toEqual({
    said: '「受注金額が 10,000 円 以上」ではない',
    fits: true,
  })
  expect(decided({ ...big, path: 'when.not.all.0.not', fits: false }, FACTS).fits).toBe(false)
})

test.each(TEMPLATES.map(({ code, content }) => [code, content] as const))(
  'the beginning %s is a whole rule',
  (_, content) => {
    const whole = content_of(draft_of(content()))
    expect(whole).toMatchObject({ ...content(), priority: 0, group: null })
  },
)
