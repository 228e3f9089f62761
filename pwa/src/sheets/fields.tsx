import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { Icon } from '../interface'

type TextFieldProps = {
  label: string
  value: string
  on_input: (value: string) => void
  type?: 'text' | 'password' | 'search' | 'number' | 'date' | 'time'
  /** Which keyboard a touch device opens. */
  keyboard?: 'text' | 'numeric' | 'none'
  autocomplete?: string
  /** What is wrong with what stands there. */
  problem?: string | null
  hint?: string | null
  placeholder?: string
  autofocus?: boolean
  required?: boolean
}

/** One line of text with its name above it and what is wrong below it. */
export function TextField(props: TextFieldProps) {
  const id = useId()
  const note = props.problem ?? props.hint ?? null
  return (
    <div class={`field${props.problem == null ? '' : ' field-wrong'}`}>
      <label for={id}>{props.label}</label>
      <input
        id={id}
        type={(props.type ?? 'text') as 'text'}
        value={props.value}
        inputMode={props.keyboard ?? 'text'}
        autocomplete={props.autocomplete ?? 'off'}
        autocapitalize="off"
        spellcheck={false}
        placeholder={props.placeholder}
        required={props.required ?? false}
        autofocus={props.autofocus ?? false}
        aria-invalid={props.problem != null}
        aria-describedby={note === null ? undefined : `${id}-note`}
        onInput={(event) => props.on_input(event.currentTarget.value)}
      />
      {note !== null && (
        <p id={`${id}-note`} class="field-note">
          {note}
        </p>
      )}
    </div>
  )
}

type ChoiceFieldProps = {
  label: string
  value: string
  on_choose: (value: string) => void
  choices: readonly { value: string; label: string }[]
}

/** One of a few, as the browser's own list: works with every keyboard and screen reader. */
export function ChoiceField({ label, value, on_choose, choices }: ChoiceFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => on_choose(event.currentTarget.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  )
}

type KeypadProps = {
  on_digit: (digit: string) => void
  on_erase: () => void
  erase_label: string
  /** The key beside the zero, usually the one that finishes. */
  last?: ComponentChildren
}

/** Ten big keys for gloves. Fits the lower 60 % of a handheld. */
export function Keypad({ on_digit, on_erase, erase_label, last }: KeypadProps) {
  return (
    <div class="keypad">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <button key={digit} type="button" class="key" onClick={() => on_digit(digit)}>
          {digit}
        </button>
      ))}
      <button type="button" class="key key-quiet" aria-label={erase_label} onClick={on_erase}>
        <Icon name="backspace" size_px={30} />
      </button>
      <button type="button" class="key" onClick={() => on_digit('0')}>
        0
      </button>
      {last ?? <span />}
    </div>
  )
}
