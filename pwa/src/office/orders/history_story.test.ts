// @vitest-environment node
import { expect, test } from 'vitest'
import { label_of } from '../../vocabulary'
import { has_words } from '../../words'
import '..'
import type { HistoryEntry, Order } from '../answers'
import { chapters_of, is_shown, products_by_code, sentence_of } from './history_story'

const entry = (part: Partial<HistoryEntry>): HistoryEntry => ({
  at: '2026-11-24T05:00:00Z',
  kind: 'scan',
  person: '佐藤 直子',
  device: 'ハンディ 01',
  raw: null,
  row: null,
  table: null,
  table_revision: null,
  verdict: null,
  because: null,
  text_params: {},
  ...part,
})
const deed = (kind: string, text_params: HistoryEntry['text_params'] = {}) =>
  entry({ kind, text_params })
const picked = entry({ table: 'pick_cart', row: 'PC-35', verdict: 'accept' })
const packed = entry({ table: 'pack_order', row: 'PO-12', verdict: 'accept' })

test('a history reads as chapters: what belongs to one part of the work stands together', () => {
  const story = [
    deed('order_imported'),
    deed('order_moved', { stage: 'reserved' }),
    deed('order_moved', { stage: 'released' }),
    deed('task_claimed'),
    picked,
    picked,
    deed('task_finished'),
    packed,
    deed('parcel_closed'),
    deed('shipment_handed_over'),
  ]
  expect(chapters_of(story).map(({ name, entries }) => [name, entries.length])).toEqual([
    ['order', 1],
    ['stock', 2],
    ['pick', 4],
    ['pack', 2],
    ['ship', 1],
  ])
})

test('an exception stays with the work it was raised in', () => {
  const names = chapters_of([picked, deed('exception_raised'), packed]).map(({ name }) => name)
  expect(names).toEqual(['pick', 'pack'])
})

test('a change says what was changed', () => {
  const changed = deed('order_changed', { what: 'lines', lines: 'TEE-M 2→1' })
  const { key } = sentence_of(changed, new Map())
  expect([key, has_words(key)]).toEqual(['history.order_changed.lines', true])
})

test('refusals can be looked at alone, with the exceptions', () => {
  const refused = entry({ table: 'pick_cart', row: 'PC-33', verdict: 'refuse' })
  const shown = [picked, refused, deed('exception_raised'), deed('task_claimed')].filter((one) =>
    is_shown(one, 'refusals'),
  )
  expect(shown.map(({ kind, verdict }) => verdict ?? kind)).toEqual(['refuse', 'exception_raised'])
})

const order = {
  line_items: [
    { jan: '4901234567894', sku: 'KO-12', name: '琺瑯ミルクパン', variant: 'ネイビー' },
    { jan: null, sku: 'KO-13', name: 'めし碗', variant: '' },
  ],
} as unknown as Order

test.each([
  [label_of('L-A-01-03'), 'history.scan.place', { code: 'A-01-03' }],
  [label_of('T-0012'), 'history.scan.tote', { code: 'T-0012' }],
  [label_of('F-0003'), 'history.scan.flyer', { code: 'F-0003' }],
  ['4901234567894', 'history.scan.product', { product: '琺瑯ミルクパン ネイビー' }],
  ['ko-13', 'history.scan.product', { product: 'めし碗' }],
  ['4912345678904', 'history.scan.item', { code: '04912345678904' }],
  ['A487203918843A', 'history.scan.slip', { code: '487203918843' }],
  ['T-0012-?', 'history.scan.item', { code: 'T-0012-?' }],
  ['', 'history.scan.unknown', { code: '' }],
])('%s is told by what it reads as', (raw, key, values) => {
  const sentence = sentence_of(entry({ raw }), products_by_code(order))
  expect(sentence).toEqual({ key, values })
  expect(has_words(key)).toBe(true)
})
