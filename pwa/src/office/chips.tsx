import { useId } from 'preact/hooks'

type ChipsProps = {
  label: string
  choices: readonly { value: string; label: string; hint?: string }[]
  chosen: readonly string[]
  on_change: (chosen: string[]) => void
}

/** Any of a few; a press puts one in or takes it out. */
export function Chips({ label, choices, chosen, on_change }: ChipsProps) {
  return (
    <fieldset class="chips">
      <legend>{label}</legend>
      {choices.map(({ value, label: words, hint }) => (
        <label key={value} class="chip">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={(event) =>
              on_change(
                event.currentTarget.checked
                  ? [...chosen, value]
                  : chosen.filter((other) => other !== value),
              )
            }
          />
          <span class="chip-words">{words}</span>
          {hint !== undefined && <span class="chip-hint">{hint}</span>}
        </label>
      ))}
    </fieldset>
  )
}

type SegmentsProps = {
  label: string
  value: string
  choices: readonly { value: string; label: string }[]
  on_choose: (value: string) => void
}

/** One of a few, all in sight. */
export function Segments({ label, value, choices, on_choose }: SegmentsProps) {
  const name = useId()
  return (
    <fieldset class="segments">
      <legend>{label}</legend>
      <div class="segments-row">
        {choices.map((choice) => (
          <label key={choice.value} class="segment">
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => on_choose(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

type StepperProps = {
  label: string
  value: number
  least: number
  most: number
  less_label: string
  more_label: string
  on_change: (value: number) => void
}

/** A small number, by two buttons or by typing. */
export function Stepper(props: StepperProps) {
  const id = useId()
  const set = (value: number) => {
    if (Number.isInteger(value)) props.on_change(Math.min(props.most, Math.max(props.least, value)))
  }
  return (
    <div class="stepper">
      <span class="stepper-label" id={id}>
        {props.label}
      </span>
      <div class="stepper-row">
        <button type="button" aria-label={props.less_label} onClick={() => set(props.value - 1)}>
          −
        </button>
        <input
          inputMode="numeric"
          value={props.value}
          aria-labelledby={id}
          onChange={(event) => set(Number.parseInt(event.currentTarget.value, 10))}
        />
        <button type="button" aria-label={props.more_label} onClick={() => set(props.value + 1)}>
          +
        </button>
      </div>
    </div>
  )
}
