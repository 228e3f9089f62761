import { useId, useState } from 'preact/hooks'
import { Icon } from '../../interface'
import { t, t_code } from '../../words'
import type { FactCard } from './asks'
import { choice_said } from './said'

type ValueProps = {
  fact: FactCard
  takes: string
  value: unknown
  on_change: (value: unknown) => void
}

const FEW = 10
const RANGE_OF: Record<string, string> = { numbers: 'number', days: 'day', postals: 'postal' }

/** The fields of a question's value, by what it takes. */
export function ValueFields(props: ValueProps) {
  const { fact, takes, value, on_change } = props
  if (takes === 'nothing') return null
  if (takes === 'flag') return <YesNo value={value === true} on_change={on_change} />
  if (takes === 'texts') {
    const chosen = Array.isArray(value) ? value.map(String) : []
    return fact.choices.length > 0 ? (
      <SomeOf fact={fact} chosen={chosen} on_change={on_change} />
    ) : (
      <Several fact={fact} chosen={chosen} on_change={on_change} />
    )
  }
  const of_range = RANGE_OF[takes]
  if (of_range !== undefined) {
    const [low, high] = Array.isArray(value) ? value : [null, null]
    return (
      <span class="rule-range">
        <OneValue
          {...props}
          takes={of_range}
          value={low}
          label={t('rule.value.from')}
          on_change={(first) => on_change([first, high])}
        />
        <span>{t('rule.value.to')}</span>
        <OneValue
          {...props}
          takes={of_range}
          value={high}
          label={t('rule.value.until')}
          on_change={(last) => on_change([low, last])}
        />
      </span>
    )
  }
  return <OneValue {...props} label={t('rule.value')} />
}

function OneValue({ fact, takes, value, on_change, label }: ValueProps & { label: string }) {
  const list = useId()
  if (takes === 'text' && fact.choices.length > 0) {
    return (
      <select
        class="rule-select"
        aria-label={label}
        value={String(value ?? '')}
        onChange={(event) => on_change(event.currentTarget.value)}
      >
        {fact.choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice_said(fact.fact, choice)}
          </option>
        ))}
      </select>
    )
  }
  const is_number = takes === 'number'
  return (
    <span class="rule-one">
      <input
        class={`rule-input${is_number ? ' rule-number' : ''}`}
        type={takes === 'day' ? 'date' : 'text'}
        inputMode={is_number ? 'numeric' : 'text'}
        aria-label={label}
        autocomplete="off"
        spellcheck={false}
        list={fact.suggestions.length > 0 ? list : undefined}
        value={value === null || value === undefined ? '' : String(value)}
        onInput={(event) => on_change(typed(event.currentTarget.value, is_number))}
      />
      {is_number && fact.unit !== '' && <span>{t_code('rule.unit', fact.unit)}</span>}
      {fact.suggestions.length > 0 && <Suggestions id={list} fact={fact} />}
    </span>
  )
}

function Suggestions({ id, fact }: { id: string; fact: FactCard }) {
  return (
    <datalist id={id}>
      {fact.suggestions.map((one) => (
        <option key={one} value={one} />
      ))}
    </datalist>
  )
}

/** Digits of any width become a number; anything else stays as it was typed, and the server says what is wrong. */
function typed(text: string, is_number: boolean): unknown {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim()
  if (!is_number) return text
  if (plain === '') return null
  return /^-?[0-9]{1,15}$/.test(plain) ? Number(plain) : text
}

function YesNo({ value, on_change }: { value: boolean; on_change: (value: boolean) => void }) {
  return (
    <select
      class="rule-select"
      aria-label={t('rule.value')}
      value={value ? 'yes' : 'no'}
      onChange={(event) => on_change(event.currentTarget.value === 'yes')}
    >
      <option value="yes">{t('rule.yes')}</option>
      <option value="no">{t('rule.no')}</option>
    </select>
  )
}

type SeveralProps = {
  fact: FactCard
  chosen: readonly string[]
  on_change: (chosen: string[]) => void
}

/** Some of the values there are: pills to press, or, where there are many, a list to take from. */
function SomeOf({ fact, chosen, on_change }: SeveralProps) {
  if (fact.choices.length <= FEW) {
    return (
      <span class="rule-pills">
        {fact.choices.map((choice) => (
          <button
            key={choice}
            type="button"
            class="rule-pill"
            aria-pressed={chosen.includes(choice)}
            onClick={() =>
              on_change(
                chosen.includes(choice)
                  ? chosen.filter((one) => one !== choice)
                  : [...chosen, choice],
              )
            }
          >
            {choice_said(fact.fact, choice)}
          </button>
        ))}
      </span>
    )
  }
  return (
    <span class="rule-pills">
      <Chosen fact={fact} chosen={chosen} on_change={on_change} />
      <select
        class="rule-select rule-adder"
        aria-label={t('rule.value.add')}
        value=""
        onChange={(event) => {
          const choice = event.currentTarget.value
          event.currentTarget.value = ''
          if (choice !== '') on_change([...chosen, choice])
        }}
      >
        <option value="">{t('rule.value.add')}</option>
        {fact.choices
          .filter((choice) => !chosen.includes(choice))
          .map((choice) => (
            <option key={choice} value={choice}>
              {choice_said(fact.fact, choice)}
            </option>
          ))}
      </select>
    </span>
  )
}

/** Any texts, one after the other. */
function Several({ fact, chosen, on_change }: SeveralProps) {
  const list = useId()
  const [text, write] = useState('')
  const add = () => {
    const added = text
      .split(/[、,\n]/)
      .map((one) => one.trim())
      .filter((one) => one !== '' && !chosen.includes(one))
    write('')
    if (added.length > 0) on_change([...chosen, ...added])
  }
  return (
    <span class="rule-pills">
      <Chosen fact={fact} chosen={chosen} on_change={on_change} />
      <input
        class="rule-input"
        aria-label={t('rule.value.add')}
        placeholder={t('rule.value.several')}
        autocomplete="off"
        list={fact.suggestions.length > 0 ? list : undefined}
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return
          event.preventDefault()
          add()
        }}
      />
      {fact.suggestions.length > 0 && <Suggestions id={list} fact={fact} />}
    </span>
  )
}

function Chosen({ fact, chosen, on_change }: SeveralProps) {
  const said = (one: string) => (fact.choices.length > 0 ? choice_said(fact.fact, one) : one)
  return (
    <>
      {chosen.map((one) => (
        <span key={one} class="rule-token">
          {said(one)}
          <button
            type="button"
            aria-label={t('rule.value.remove', { value: said(one) })}
            onClick={() => on_change(chosen.filter((other) => other !== one))}
          >
            <Icon name="close" size_px={12} weight={2.6} />
          </button>
        </span>
      ))}
    </>
  )
}
