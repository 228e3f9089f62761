import { t, t_code } from '../../words'
import type { ImportProblem } from '../answers'

type ProblemTableProps = { problems: readonly ImportProblem[]; rejected: number }

/** Rows that cannot come in: where in the file, what stands there, and why in plain words. */
export function ProblemTable({ problems, rejected }: ProblemTableProps) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows problems">
        <thead>
          <tr>
            <th class="col-number">{t('problem.row')}</th>
            <th>{t('problem.column')}</th>
            <th>{t('problem.value')}</th>
            <th>{t('problem.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map((problem) => (
            <tr key={`${problem.row} ${problem.column} ${problem.code}`}>
              <td class="col-number">{problem.row}</td>
              <td>{problem.column ?? ''}</td>
              <td>
                {problem.value !== null && problem.value !== '' ? (
                  <span class="raw">{problem.value}</span>
                ) : (
                  <span class="faint">{t('problem.empty')}</span>
                )}
              </td>
              <td>{t_code('problem', problem.code)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rejected > problems.length && (
        <p class="more">{t('problem.more', { n: rejected - problems.length })}</p>
      )}
    </div>
  )
}

/** The reasons of all rejected rows, the most frequent first: one fault in the shop often rejects many rows. */
export function Reasons({ reasons }: { reasons: Record<string, number> }) {
  const frequent = Object.entries(reasons).sort(([, a], [, b]) => b - a)
  return (
    <ul class="reasons">
      {frequent.map(([code, rows]) => (
        <li key={code}>
          {t_code('problem', code)} <b>{t('problem.rows', { n: rows })}</b>
        </li>
      ))}
    </ul>
  )
}
