import './blocks.css'
import { Icon, IconButton } from '../../interface'
import { t, t_code, type Word } from '../../words'
import type { Problem, RuleLanguage } from './asks'
import { NEW_ACTION } from './draft'
import { ProblemList } from './part_notes'
import { type Action, choice_said } from './said'

const ICONS = {
  hold: 'alert',
  release: 'check',
  urgent: 'clock',
  carrier: 'truck',
  instruct: 'box',
  tell_picker: 'cart',
  group: 'list',
  flyer_in: 'flyer',
  flyer_out: 'flyer',
  flyer_instead: 'flyer',
  notify: 'wifi',
  mail: 'file',
  tag: 'tag',
} as const

type ActionsEditorProps = {
  actions: readonly Action[]
  /** What it is not too late for when the rule is asked. */
  allowed: readonly string[]
  language: RuleLanguage
  problems: readonly Problem[]
  on_change: (actions: Action[]) => void
}

/** What is done with an order that matches. */
export function ActionsEditor(props: ActionsEditorProps) {
  const { actions, allowed, language, problems, on_change } = props
  const change = (nth: number, by: Action | null) =>
    on_change(actions.flatMap((one, at) => (at !== nth ? [one] : by === null ? [] : [by])))
  return (
    <div class="rule-actions">
      <ul class="rule-inside">
        {actions.map((action, nth) => (
          <li key={nth} class={`rule-action rule-action-${action.do}`}>
            <div class="rule-row">
              <span class={`rule-does rule-does-${action.do}`}>
                <Icon name={ICONS[action.do as keyof typeof ICONS] ?? 'info'} size_px={16} />
                {t_code('rule.do', action.do)}
              </span>
              <ActionFields
                action={action}
                language={language}
                on_change={(changed) => change(nth, changed)}
              />
            </div>
            <div class="rule-row-end">
              <IconButton
                icon="close"
                label={t('rule.remove')}
                on_press={() => change(nth, null)}
              />
            </div>
            <ProblemList of={problems.filter((one) => one.path.startsWith(`then.${nth}`))} />
          </li>
        ))}
      </ul>
      <ProblemList of={problems.filter((one) => one.path === 'then')} />
      <select
        class="rule-select rule-adder"
        aria-label={t('rule.add.action')}
        value=""
        onChange={(event) => {
          const added = NEW_ACTION[event.currentTarget.value]
          event.currentTarget.value = ''
          if (added !== undefined) on_change([...actions, with_carrier(added, language)])
        }}
      >
        <option value="">{t('rule.add.action')}</option>
        {allowed.map((name) => (
          <option key={name} value={name}>
            {t_code('rule.do', name)}
          </option>
        ))}
      </select>
    </div>
  )
}

function with_carrier(action: Action, language: RuleLanguage): Action {
  return action.do === 'carrier'
    ? { ...action, carrier: language.carriers[0]?.code ?? '' }
    : { ...action }
}

type ActionFieldsProps = {
  action: Action
  language: RuleLanguage
  on_change: (action: Action) => void
}

function ActionFields({ action, language, on_change }: ActionFieldsProps) {
  const words = Object.keys(NEW_ACTION[action.do] ?? action).filter((word) => word !== 'do')
  if (words.length === 0) {
    return <span class="rule-hint">{t_code('rule.do', `${action.do}.hint`)}</span>
  }
  return (
    <>
      {words.map((word) => (
        <ActionField
          key={word}
          word={word}
          label={t(`rule.do.${action.do}.${word}` as Word)}
          value={action[word] ?? ''}
          choices={choices_of(word, language)}
          on_change={(text) => on_change({ ...action, [word]: text })}
        />
      ))}
    </>
  )
}

type Choice = { value: string; label: string }

/** What a word may be, where it may not be anything. */
function choices_of(word: string, language: RuleLanguage): Choice[] | null {
  if (word === 'carrier') {
    const label = (code: string) => choice_said('order.carrier', code)
    return language.carriers.map(({ code }) => ({ value: code, label: label(code) }))
  }
  if (word === 'flyer' || word === 'instead') {
    const chosen = language.flyers.map(({ code, name }) => ({ value: code, label: name }))
    return [{ value: '', label: t('rule.do.flyer.choose') }, ...chosen]
  }
  if (word !== 'kind') return null
  return language.instructions.map((kind) => ({ value: kind, label: t_code('rule.kind', kind) }))
}

type ActionFieldProps = {
  word: string
  label: string
  value: string
  choices: Choice[] | null
  on_change: (text: string) => void
}

function ActionField({ word, label, value, choices, on_change }: ActionFieldProps) {
  if (word === 'text' && choices === null) {
    return (
      <textarea
        class="rule-input rule-words rule-text"
        aria-label={label}
        placeholder={label}
        rows={value.split('\n').length}
        value={value}
        onInput={(event) => on_change(event.currentTarget.value)}
      />
    )
  }
  if (choices === null) {
    return (
      <input
        class="rule-input rule-words"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        value={value}
        onInput={(event) => on_change(event.currentTarget.value)}
      />
    )
  }
  return (
    <select
      class="rule-select"
      aria-label={label}
      value={value === '' ? choices[0]?.value : value}
      onChange={(event) => on_change(event.currentTarget.value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  )
}
