import { Icon, type IconName } from '../interface'

type ChoiceProps<Value extends string> = {
  label: string
  icon: IconName
  value: Value
  choices: readonly (readonly [Value, string])[]
  on_choose: (value: Value) => Promise<void>
}

/** One of two or three, all in sight, one press each. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  return (
    <fieldset class="choice">
      <legend>
        <Icon name={props.icon} />
        {props.label}
      </legend>
      <div class="choice-options">
        {props.choices.map(([value, words]) => (
          <button
            key={value}
            type="button"
            class="choice-option"
            aria-pressed={value === props.value}
            onClick={() => {
              props.on_choose(value).catch(() => undefined)
            }}
          >
            {words}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
