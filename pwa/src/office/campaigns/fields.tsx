import { TextField } from '../../sheets'
import type { CampaignProblem } from './asks'
import type { Draft } from './draft'
import { wrong_said } from './said'

export type EditorProps = {
  draft: Draft
  problems: readonly CampaignProblem[]
  on_change: (part: Partial<Draft>) => void
}

/** What is wrong with one field, in words. */
export function problem_of(problems: readonly CampaignProblem[], path: keyof Draft) {
  const own = problems.find((one) => one.path === path)
  return own === undefined ? null : wrong_said(own)
}

type MostFieldProps = {
  label: string
  value: number | null
  problem: string | null
  placeholder: string
  hint?: string
  on_change: (value: number | null) => void
}

/** A number that may be left open. */
export function MostField({ label, value, problem, placeholder, hint, on_change }: MostFieldProps) {
  return (
    <TextField
      label={label}
      keyboard="numeric"
      value={value === null ? '' : String(value)}
      placeholder={placeholder}
      hint={hint ?? null}
      problem={problem}
      on_input={(typed) => {
        const digits = typed.normalize('NFKC').replace(/[^0-9]/g, '')
        on_change(digits === '' || Number(digits) === 0 ? null : Number(digits.slice(0, 6)))
      }}
    />
  )
}
