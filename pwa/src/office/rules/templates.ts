// Rules that many shops want; each is a beginning, to be looked at and changed.
import { t, type Word } from '../../words'
import type { RuleContent } from './asks'

const ask = (fact: string, op: string, value: unknown) => ({ fact, op, value })

export type Template = { code: string; content: () => RuleContent }

const words = (key: string) => t(`rule.template.${key}` as Word)

const rule = (code: string, when: () => RuleContent, then: () => RuleContent): Template => ({
  code,
  // biome-ignore lint/suspicious/noThenProperty: a rule says when and then; nobody awaits it
  content: () => ({ name: words(code), when: when(), then: [then()] }),
})

export const TEMPLATES: readonly Template[] = [
  rule(
    'expensive_first',
    () => ({
      all: [ask('customer.is_first', 'is', true), ask('order.total_yen', 'at_least', 30_000)],
    }),
    () => ({ do: 'hold', reason: words('expensive_first.reason') }),
  ),
  rule(
    'note',
    () => ({ all: [ask('order.note', 'contains_any', [words('note.wrap'), words('note.gift')])] }),
    () => ({ do: 'instruct', text: words('note.instruct') }),
  ),
  rule(
    'islands',
    () => ({ all: [ask('destination.region', 'one_of', ['okinawa', 'hokkaido'])] }),
    () => ({ do: 'tag', tag: words('islands.tag') }),
  ),
  rule(
    'soon',
    () => ({
      any: [
        ask('delivery.days_away', 'at_most', 1),
        { all: [ask('order.age_days', 'at_least', 3), ask('order.stock', 'is', 'reserved')] },
      ],
    }),
    () => ({ do: 'urgent' }),
  ),
  rule(
    'tenth',
    () => ({ all: [ask('customer.purchase_number', 'multiple_of', 10)] }),
    () => ({ do: 'instruct', text: words('tenth.instruct') }),
  ),
  rule(
    'together',
    () => ({ all: [ask('customer.open_orders', 'at_least', 1)] }),
    () => ({ do: 'tag', tag: words('together.tag') }),
  ),
  rule(
    'cod',
    () => ({
      all: [
        ask('order.payment', 'contains', words('cod.word')),
        ask('order.total_yen', 'at_least', 50_000),
      ],
    }),
    () => ({ do: 'hold', reason: words('cod.reason') }),
  ),
  rule(
    'fragile',
    () => ({ all: [ask('lines.tags', 'has_any_of', [words('fragile.word')])] }),
    () => ({ do: 'instruct', text: words('fragile.instruct') }),
  ),
  rule(
    'frozen',
    () => ({ all: [ask('lines.temperatures', 'has_any_of', ['frozen'])] }),
    () => ({ do: 'group', group: words('frozen.group') }),
  ),
  rule(
    'many',
    () => ({
      any: [
        ask('lines.pieces', 'at_least', 30),
        { some_line: { all: [ask('line.pieces', 'at_least', 10)] } },
      ],
    }),
    () => ({ do: 'hold', reason: words('many.reason') }),
  ),
]
