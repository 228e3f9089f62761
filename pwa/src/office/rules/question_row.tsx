import { IconButton } from '../../interface'
import { language, t, t_code } from '../../words'
import type { FactCard } from './asks'
import { carried_over, first_value, question_about } from './draft'
import type { Editing } from './editing'
import { PartCount, Problems } from './part_notes'
import { fact_said } from './said'
import type { Question } from './tree'
import { ValueFields } from './value_fields'

const ABOUT = [
  'order',
  'delivery',
  'lines',
  'customer',
  'destination',
  'parcel',
  'calendar',
  'line',
]

type QuestionRowProps = { question: Question; of_line: boolean; editing: Editing }

/** One question, read as a sentence: what is asked, the value, how it is compared. */
export function QuestionRow({ question, of_line, editing }: QuestionRowProps) {
  const facts = editing.language.facts.filter((one) => one.of_line === of_line)
  const fact = facts.find((one) => one.fact === question.fact)
  const change = (part: Partial<Question>) =>
    editing.replace(question.key, { ...question, ...part })
  const value = fact !== undefined && (
    <ValueFields
      key={`${fact.fact} ${takes_of(fact, question.op)}`}
      fact={fact}
      takes={takes_of(fact, question.op)}
      value={question.value}
      on_change={(changed) => change({ value: changed })}
    />
  )
  const compare = fact !== undefined && (
    <OperatorChoice fact={fact} question={question} on_change={change} />
  )
  const is_english = language.value === 'en'
  return (
    <li class="rule-question">
      <div class="rule-row">
        <FactChoice
          facts={facts}
          chosen={question.fact}
          on_choose={(chosen) =>
            editing.replace(question.key, { ...question_about(chosen), key: question.key })
          }
        />
        {!is_english && <span class="rule-connects">{t('rule.connects')}</span>}
        {is_english ? compare : value}
        {is_english ? value : compare}
        <button
          type="button"
          class="rule-negate"
          aria-pressed={question.negated}
          onClick={() => change({ negated: !question.negated })}
        >
          {t('rule.negate')}
        </button>
        <p class="rule-hint">{t_code('rule.hint', question.fact)}</p>
      </div>
      <div class="rule-row-end">
        <PartCount part={question.key} editing={editing} />
        <IconButton
          icon="close"
          label={t('rule.remove')}
          on_press={() => editing.replace(question.key, null)}
        />
      </div>
      <Problems part={question.key} editing={editing} />
    </li>
  )
}

function takes_of(fact: FactCard, op: string): string {
  return fact.operators.find((one) => one.op === op)?.takes ?? 'text'
}

type FactChoiceProps = {
  facts: readonly FactCard[]
  chosen: string
  on_choose: (fact: FactCard) => void
}

function FactChoice({ facts, chosen, on_choose }: FactChoiceProps) {
  return (
    <select
      class="rule-select rule-fact"
      aria-label={t('rule.fact')}
      value={chosen}
      onChange={(event) => {
        const fact = facts.find((one) => one.fact === event.currentTarget.value)
        if (fact !== undefined) on_choose(fact)
      }}
    >
      {ABOUT.map((about) => {
        const own = facts.filter((one) => one.fact.startsWith(`${about}.`))
        return (
          own.length > 0 && (
            <optgroup key={about} label={t_code('rule.about', about)}>
              {own.map(({ fact }) => (
                <option key={fact} value={fact}>
                  {fact_said(fact)}
                </option>
              ))}
            </optgroup>
          )
        )
      })}
    </select>
  )
}

type OperatorChoiceProps = {
  fact: FactCard
  question: Question
  on_change: (part: Partial<Question>) => void
}

function OperatorChoice({ fact, question, on_change }: OperatorChoiceProps) {
  if (fact.operators.length === 1) {
    return <span class="rule-connects">{t_code(`rule.op.${fact.kind}`, question.op)}</span>
  }
  return (
    <select
      class="rule-select"
      aria-label={t('rule.op')}
      value={question.op}
      onChange={(event) => {
        const op = event.currentTarget.value
        const before = takes_of(fact, question.op)
        const takes = takes_of(fact, op)
        const value =
          op === 'multiple_of'
            ? (question.value ?? first_value(takes, fact))
            : carried_over(question.value, before, takes, fact)
        on_change({ op, value })
      }}
    >
      {fact.operators.map(({ op }) => (
        <option key={op} value={op}>
          {t_code(`rule.op.${fact.kind}`, op)}
        </option>
      ))}
    </select>
  )
}
