import type { ImportProblem, ImportRow } from '../answers'

/** A kept row, as the preview shows a problem. */
export function problem_of(row: ImportRow): ImportProblem {
  const detail = typeof row.detail === 'object' && row.detail !== null ? row.detail : {}
  const value = typeof row.detail === 'string' ? row.detail : (detail['value'] ?? null)
  const column = row.column ?? detail['column'] ?? null
  return {
    row: row.row,
    column: column === null ? null : String(column),
    code: row.code ?? '',
    value: value === null ? null : String(value),
  }
}

/** A cell that begins like a formula must stay text in whatever opens the file. */
const FORMULA = /^[=+\-@\t\r]/

/** Rows as a CSV text that Excel opens right: with a byte order mark, every cell quoted. */
export function csv_text(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => row.map(quoted).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function quoted(cell: string): string {
  const safe = FORMULA.test(cell) ? `'${cell}` : cell
  return `"${safe.replaceAll('"', '""')}"`
}
