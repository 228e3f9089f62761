// Rules in plain sentences.
import { language, t, t_code } from '../../words'
import { carrier_name, shop_name } from '../names'
import type { Effect, FactCard, RuleContent } from './asks'
import { type Condition, type Node, tree_of } from './tree'

export type FactsByName = ReadonlyMap<string, FactCard>

const CHOICES_ARE_DATA = new Set(['destination.prefecture'])

export function number_said(value: number): string {
  return new Intl.NumberFormat(language.value).format(value)
}

export function fact_said(fact: string): string {
  return t_code('rule.fact', fact)
}

/** One of the values that a fact can have. */
export function choice_said(fact: string, value: string): string {
  if (fact === 'order.shop') return shop_name(value)
  if (fact === 'order.carrier') return carrier_name(value)
  return CHOICES_ARE_DATA.has(fact) ? value : t_code('rule.choice', value)
}

/** A fact's value, with its unit. */
export function value_said(fact: FactCard | undefined, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('rule.unknown')
  if (typeof value === 'boolean') return t(value ? 'rule.yes' : 'rule.no')
  if (typeof value === 'number') {
    const unit = fact?.unit ? ` ${t_code('rule.unit', fact.unit)}` : ''
    return `${number_said(value)}${unit}`
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return t('rule.unknown')
    return value.map((one) => value_said(fact, one)).join(t('rule.comma'))
  }
  return fact?.choices.length ? choice_said(fact.fact, String(value)) : String(value)
}

function between_said(fact: FactCard | undefined, value: unknown): string {
  const [low, high] = Array.isArray(value) ? value : [null, null]
  return `${value_said(fact, low)} ${t('rule.value.to')} ${value_said(fact, high)}`
}

/** A question as a sentence. */
export function question_said(
  asked: { fact: string; op: string; value: unknown },
  facts: FactsByName,
): string {
  const fact = facts.get(asked.fact)
  const value =
    asked.op === 'between' ? between_said(fact, asked.value) : value_said(fact, asked.value)
  return t_code(`rule.says.${fact?.kind ?? 'text'}`, asked.op, {
    fact: fact_said(asked.fact),
    value: asked.op === 'multiple_of' ? String(asked.value) : value,
  })
}

type AskedQuestion = { path: string; fact: string; op: string; value: unknown; fits: boolean }

/** A question that decided, as it decides: what stands under `not` is said, and holds, the other way round. */
export function decided(asked: AskedQuestion, facts: FactsByName): { said: string; fits: boolean } {
  const said = question_said(asked, facts)
  const nots = asked.path.split('.').filter((part) => part === 'not').length
  return nots % 2 === 0
    ? { said, fits: asked.fits }
    : { said: t('rule.says.not', { said }), fits: !asked.fits }
}

/** A whole condition as one sentence. */
export function condition_said(condition: Condition, facts: FactsByName): string {
  return node_said(tree_of(condition), facts, true)
}

export function node_said(node: Node, facts: FactsByName, is_whole = false): string {
  const said = plain_said(node, facts, is_whole && !node.negated)
  return node.negated ? t('rule.says.not', { said }) : said
}

function plain_said(node: Node, facts: FactsByName, is_whole: boolean): string {
  if (node.kind === 'question') return question_said(node, facts)
  if (node.inside.length === 0) return t('rule.says.everything')
  const joint = node.kind === 'any' || node.kind === 'line_any' ? 'rule.or' : 'rule.and'
  const joined = node.inside.map((one) => node_said(one, facts)).join(t(joint))
  const is_line = node.kind === 'line_all' || node.kind === 'line_any'
  const said = node.inside.length > 1 && !is_whole ? t('rule.bracket', { said: joined }) : joined
  return is_line ? t('rule.says.some_line', { said }) : said
}

/** What a rule does, as short sentences. */
export function effects_said(effects: readonly Effect[]): string[] {
  return effects.map(({ do: what, value }) => did_said(what, value))
}

function did_said(what: string, value: unknown): string {
  const [first, second] = (Array.isArray(value) ? value : [value, '']).map(text_of)
  return t_code('rule.did', what, { value: told_of(what, first ?? '', second ?? '') })
}

const text_of = (value: unknown) => String(value ?? '')

/** What an effect writes, in words: some write two things. */
function told_of(what: string, first: string, second: string): string {
  if (what === 'carrier') return [carrier_name(first), second].filter(Boolean).join(' ')
  if (what === 'flyer_instead')
    return t('rule.did.flyer.instead', { flyer: first, instead: second })
  if (what !== 'instruct') return first
  return first === 'care' ? second : [t_code('rule.kind', first), second].join(' ')
}

export type Action = { do: string } & Record<string, string>

/** A rule's actions, as short sentences. */
export function actions_said(content: RuleContent): string[] {
  return ((content['then'] ?? []) as Action[]).map(({ do: what, ...told }) =>
    did_said(
      what,
      what === 'instruct' ? [told['kind'] ?? 'care', told['text']] : Object.values(told),
    ),
  )
}

export function problem_said(code: string, detail: Record<string, unknown>): string {
  const values = Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  )
  return t_code('rule.problem', code, values)
}

/** What another rule decides, too: `tag:…` is a tag. */
export function slot_said(slot: string): string {
  return t_code('rule.slot', slot.split(':')[0] ?? slot)
}
