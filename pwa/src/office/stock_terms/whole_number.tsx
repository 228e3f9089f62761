import { TextField } from '../../sheets'

type WholeNumberProps = {
  label: string
  value: number | null
  hint?: string
  on_change: (value: number | null) => void
}

/** A whole number that may be left open. */
export function WholeNumber({ label, value, hint, on_change }: WholeNumberProps) {
  return (
    <TextField
      label={label}
      keyboard="numeric"
      value={value === null ? '' : String(value)}
      hint={hint ?? null}
      on_input={(typed) => {
        const digits = typed
          .normalize('NFKC')
          .replace(/[^0-9]/g, '')
          .slice(0, 5)
        on_change(digits === '' ? null : Number(digits))
      }}
    />
  )
}
