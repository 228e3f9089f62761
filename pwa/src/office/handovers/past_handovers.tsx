import { day_and_time } from '../../interface'
import { t } from '../../words'
import type { PastHandover } from '../answers'
import { carrier_name } from '../names'

/** What drivers have taken away. */
export function PastHandovers({ past }: { past: readonly PastHandover[] }) {
  if (past.length === 0) return null
  return (
    <section class="past" aria-label={t('handovers.past')}>
      <h2>{t('handovers.past')}</h2>
      <div class="rows-frame rows-frame-inside">
        <table class="rows">
          <thead>
            <tr>
              <th class="col-time">{t('handovers.at')}</th>
              <th>{t('orders.carrier')}</th>
              <th class="col-number">{t('handovers.parcels.head')}</th>
              <th>{t('handovers.who')}</th>
            </tr>
          </thead>
          <tbody>
            {past.map((one) => (
              <tr key={one.id}>
                <td class="col-time">{day_and_time(one.at)}</td>
                <td>{carrier_name(one.carrier)}</td>
                <td class="col-number">{one.parcels}</td>
                <td>{one.person}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
