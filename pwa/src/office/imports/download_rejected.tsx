import { Button } from '../../interface'
import { t, t_code } from '../../words'
import type { ImportRow } from '../answers'
import { csv_text, problem_of } from './rejected_rows'

/** The rows that did not come in, as a file to send back to the shop. */
export function DownloadRejected(props: { import_name: string; rows: readonly ImportRow[] }) {
  const download = () => {
    const head = [
      t('problem.row'),
      t('orders.order'),
      t('problem.column'),
      t('problem.value'),
      t('problem.reason'),
    ]
    const body = props.rows.map((row) => {
      const problem = problem_of(row)
      return [
        String(problem.row),
        row.external,
        problem.column ?? '',
        problem.value ?? '',
        t_code('problem', problem.code),
      ]
    })
    save_text(csv_text([head, ...body]), t('imports.rejected.file', { name: props.import_name }))
  }
  return (
    <Button icon="download" on_press={download}>
      {t('imports.download')}
    </Button>
  )
}

function save_text(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
