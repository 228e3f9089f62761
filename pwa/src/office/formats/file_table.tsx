import { t, t_code } from '../../words'
import type { Trial } from './asks'
import { header_key, type Told, uses_of } from './draft'

/** The file as it stands there: above each column what it is read for, and every bad cell marked. */
export function FileTable({ trial, told }: { trial: Trial; told: Told }) {
  const uses = uses_of(told)
  const wrong = new Map(trial.problems.map((one) => [`${one.row} ${one.column}`, one.code]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get into it
    <section class="rows-frame format-file" aria-label={t('formats.file')} tabIndex={0}>
      <table class="rows">
        <thead>
          <tr>
            <th class="col-number">{t('problem.row')}</th>
            {trial.header.map((name, nth) => {
              const read_for = uses.get(header_key(name)) ?? []
              return (
                <th key={nth} class={read_for.length > 0 ? 'format-used' : 'format-unused'}>
                  <span class="format-use">
                    {read_for.map((use) => t_code('formats.field', use)).join(t('formats.and'))}
                  </span>
                  <span>{name}</span>
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {trial.rows.map(({ row, cells }) => (
            <tr key={row}>
              <td class="col-number faint">{row}</td>
              {trial.header.map((name, nth) => {
                const code = wrong.get(`${row} ${name}`)
                return (
                  <td
                    key={nth}
                    class={code === undefined ? '' : 'format-wrong'}
                    title={code === undefined ? cells[nth] : t_code('problem', code)}
                  >
                    {cells[nth]}
                    {code !== undefined && (
                      <span class="format-why">{t_code('problem', code)}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
