import { day_and_time, Mark, Notice } from '../../interface'
import { t, t_code } from '../../words'
import { ProblemTable } from '../imports'
import { refusal_words } from '../trouble'
import type { Trial, TriedOrder } from './asks'

/** What the format makes of the file: orders as they would come in, and what cannot be read. */
export function Result({ trial }: { trial: Trial }) {
  if (trial.refusal !== null) {
    return (
      <Notice tone="wait" icon="alert">
        {refusal_words({ ...trial.refusal, status: 422 })}
      </Notice>
    )
  }
  if (trial.faults.length > 0) {
    return (
      <Notice tone="wait" icon="alert">
        {t('formats.not_yet')}
      </Notice>
    )
  }
  return (
    <section class="format-result" aria-label={t('formats.result')}>
      <Notice
        tone={trial.orders_bad > 0 ? 'wait' : 'ok'}
        icon={trial.orders_bad > 0 ? 'alert' : 'check'}
      >
        {t(trial.orders_bad > 0 ? 'formats.result.some' : 'formats.result.all', {
          good: trial.orders_good,
          bad: trial.orders_bad,
          rows: trial.rows_read,
        })}
      </Notice>
      {trial.problems.length > 0 && (
        <ProblemTable problems={trial.problems} rejected={trial.problems.length} />
      )}
      {trial.orders.length > 0 && <Orders orders={trial.orders} />}
    </section>
  )
}

function Orders({ orders }: { orders: readonly TriedOrder[] }) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('orders.order')}</th>
            <th>{t('orders.ordered_at')}</th>
            <th>{t('formats.goes_to')}</th>
            <th>{t('line.product')}</th>
            <th>{t('orders.carrier')}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((one) => (
            <tr key={`${one.external} ${one.row}`}>
              <td class="code">{one.external}</td>
              <td class="nowrap">{day_and_time(one.fields_read['order.ordered_at'] ?? '')}</td>
              <td>
                <Consignee of={one} />
              </td>
              <td>
                <Lines of={one} />
              </td>
              <td>
                {one.standing === null ? (
                  (one.fields_read['order.carrier'] ?? '')
                ) : (
                  <Mark tone="wait">{t_code('problem', one.standing)}</Mark>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Consignee({ of }: { of: TriedOrder }) {
  const said = (name: string) => of.fields_read[`consignee.${name}`] ?? ''
  return (
    <>
      <strong>{said('name')}</strong> <span class="faint">{said('postal_code')}</span>
      <br />
      {['prefecture', 'address', 'building'].map(said).join(' ')}
    </>
  )
}

function Lines({ of }: { of: TriedOrder }) {
  return (
    <ul class="format-lines">
      {of.lines.map((line) => (
        <li key={line.row} class={line.left_out === null ? '' : 'faint'}>
          <span class="code">{line.sku}</span> {line.name}{' '}
          <strong>{t('formats.pieces', { n: line.quantity_pieces })}</strong>
          {line.left_out !== null && ` ${t_code('problem', line.left_out)}`}
        </li>
      ))}
    </ul>
  )
}
