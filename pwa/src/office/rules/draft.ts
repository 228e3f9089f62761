// A rule that is being written.
import type { FactCard, RuleContent } from './asks'
import type { Action } from './said'
import { type Block, condition_of, new_block, new_question, type Question, tree_of } from './tree'

export type Draft = {
  name: string
  /** When it is asked: until release, before packing, at close. */
  at: string
  when: Block
  does: Action[]
  priority: number
  stops: boolean
  group: string
  valid_from: string
  valid_until: string
}

export function draft_of(content: RuleContent): Draft {
  return {
    name: String(content['name'] ?? ''),
    at: String(content['at'] ?? 'release'),
    when: tree_of((content['when'] ?? { all: [] }) as Record<string, unknown>),
    does: (content['then'] ?? []) as Action[],
    priority: Number(content['priority'] ?? 0),
    stops: content['stops'] === true,
    group: String(content['group'] ?? ''),
    valid_from: String(content['valid_from'] ?? ''),
    valid_until: String(content['valid_until'] ?? ''),
  }
}

/** What is saved, exported and tried. */
export function content_of(draft: Draft): RuleContent {
  const { name, at, does, priority, stops } = draft
  return {
    name,
    at,
    when: condition_of(draft.when),
    // biome-ignore lint/suspicious/noThenProperty: a rule says when and then; nobody awaits it
    then: does,
    priority,
    stops,
    group: draft.group.trim() === '' ? null : draft.group,
    valid_from: draft.valid_from === '' ? null : draft.valid_from,
    valid_until: draft.valid_until === '' ? null : draft.valid_until,
  }
}

export const EMPTY_DRAFT = (): Draft => draft_of({ when: { all: [] } })

/** The first question about a fact, with a value to begin with. */
export function question_about(fact: FactCard): Question {
  const operator = fact.operators[0]
  const op = operator?.op ?? 'is'
  return new_question(fact.fact, op, first_value(operator?.takes ?? 'text', fact))
}

/** What stands there before anybody has typed. */
export function first_value(takes: string, fact: FactCard): unknown {
  switch (takes) {
    case 'number':
      return null
    case 'flag':
      return true
    case 'texts':
      return []
    case 'numbers':
    case 'days':
    case 'postals':
      return [null, null]
    case 'nothing':
      return null
    default:
      return fact.choices[0] ?? ''
  }
}

/** A value that is kept when only the comparison changes. */
export function carried_over(value: unknown, takes_before: string, takes: string, fact: FactCard) {
  if (takes_before === takes) return value
  if (takes === 'texts' && typeof value === 'string' && value !== '') return [value]
  if (takes_before === 'texts' && Array.isArray(value) && ['text', 'pattern'].includes(takes)) {
    return value[0] ?? first_value(takes, fact)
  }
  const texts = ['text', 'pattern']
  if (texts.includes(takes) && texts.includes(takes_before)) return value
  return first_value(takes, fact)
}

export const new_line_block = (facts: readonly FactCard[]): Block => {
  const fact = facts.find((one) => one.of_line)
  return new_block('line_all', fact === undefined ? [] : [question_about(fact)])
}

/** Actions to begin with, by what they do. */
export const NEW_ACTION: Record<string, Action> = {
  hold: { do: 'hold', reason: '' },
  release: { do: 'release' },
  urgent: { do: 'urgent' },
  carrier: { do: 'carrier', carrier: '', service: '' },
  instruct: { do: 'instruct', kind: 'care', text: '' },
  tell_picker: { do: 'tell_picker', text: '' },
  group: { do: 'group', group: '' },
  flyer_in: { do: 'flyer_in', flyer: '' },
  flyer_out: { do: 'flyer_out', flyer: '' },
  flyer_instead: { do: 'flyer_instead', flyer: '', instead: '' },
  notify: { do: 'notify', text: '' },
  mail: { do: 'mail', subject: '', text: '' },
  tag: { do: 'tag', tag: '' },
}
