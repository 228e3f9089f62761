import { t } from '../../words'
import type { Problem } from './asks'
import type { Editing } from './editing'
import { number_said, problem_said } from './said'

type PartProps = { part: number; editing: Editing }

/** How many orders this part alone matches. */
export function PartCount({ part, editing }: PartProps) {
  const path = editing.paths.get(part)
  const counted = editing.counted?.parts.find((one) => one.path === path)
  if (counted === undefined) return <span class="rule-count" />
  return (
    <span class={`rule-count${counted.matches === 0 ? ' rule-count-none' : ''}`}>
      {t('rule.part', { n: number_said(counted.matches) })}
    </span>
  )
}

/** What is wrong with this part. */
export function Problems({ part, editing }: PartProps) {
  const path = editing.paths.get(part) ?? ''
  return <ProblemList of={editing.problems.filter((one) => is_about(one.path, path))} />
}

/** A part's own problems: of its fact, comparison or value, or of the list in it. */
function is_about(path: string, part: string): boolean {
  if (!path.startsWith(part)) return false
  return /^(\.(not|some_line))*(\.(all|any))?(\.(fact|op|value))?$/.test(path.slice(part.length))
}

export function ProblemList({ of }: { of: readonly Problem[] }) {
  if (of.length === 0) return null
  return (
    <ul class="rule-problems">
      {of.map((one) => (
        <li key={`${one.path} ${one.code}`}>{problem_said(one.code, one.detail)}</li>
      ))}
    </ul>
  )
}
