import type { ImportProblem, ImportRow } from '../answers'

/** A kept row, as the preview shows a problem. */
export function problem_of({ row, column, code, detail }: ImportRow): ImportProblem {
  const value = detail['value']
  return { row, column, code: code ?? '', value: value == null ? null : String(value) }
}
