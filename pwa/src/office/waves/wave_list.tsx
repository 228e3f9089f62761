import { day_and_time, Mark, Quiet } from '../../interface'
import { t } from '../../words'
import type { WaveCard } from '../answers'
import type { Answer } from '../use_answer'

/** Every wave, newest first, and how far the floor has come with it. */
export function WaveList({ answer }: { answer: Answer<{ waves: WaveCard[] }> }) {
  const waves = answer.value?.waves ?? []
  return (
    <section class="past" aria-label={t('waves.past')}>
      <h2>{t('waves.past')}</h2>
      {answer.value !== null && waves.length === 0 ? (
        <Quiet icon="cart" title={t('waves.past.none')} />
      ) : (
        <div class="rows-frame rows-frame-inside">
          <table class="rows">
            <thead>
              <tr>
                <th>{t('waves.number')}</th>
                <th class="col-time">{t('waves.released_at')}</th>
                <th>{t('waves.released_by')}</th>
                <th class="col-number">{t('waves.sum.carts')}</th>
                <th class="col-number">{t('waves.sum.orders')}</th>
                <th class="col-wave-way">{t('waves.way')}</th>
                <th>{t('waves.state')}</th>
              </tr>
            </thead>
            <tbody>
              {waves.map((wave) => (
                <WaveRow key={wave.id} wave={wave} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function WaveRow({ wave }: { wave: WaveCard }) {
  const left = wave.orders - wave.packed_orders
  return (
    <tr>
      <td>
        <strong>{wave.number}</strong>
      </td>
      <td class="col-time faint">{day_and_time(wave.released_at)}</td>
      <td>{wave.released_by ?? ''}</td>
      <td class="col-number">{wave.carts}</td>
      <td class="col-number">{wave.orders}</td>
      <td>
        <WaveWay wave={wave} />
      </td>
      <td>
        <Mark tone={left === 0 ? 'done' : 'calm'} icon={left === 0 ? 'check' : 'clock'}>
          {left === 0 ? t('waves.done') : t('waves.left', { n: left })}
        </Mark>
      </td>
    </tr>
  )
}

/** Two measures on one bar: carts picked, orders packed. */
function WaveWay({ wave }: { wave: WaveCard }) {
  const share = (n: number, of: number) => ({ transform: `scaleX(${of === 0 ? 0 : n / of})` })
  return (
    <span class="wave-way">
      <span class="wave-bar" aria-hidden="true">
        <span class="wave-picked" style={share(wave.picked_carts, wave.carts)} />
        <span class="wave-packed" style={share(wave.packed_orders, wave.orders)} />
      </span>
      <span class="faint">
        {t('waves.way.carts', { picked: wave.picked_carts, carts: wave.carts })}
        {'　'}
        {t('waves.way.packed', { packed: wave.packed_orders, orders: wave.orders })}
      </span>
    </span>
  )
}
