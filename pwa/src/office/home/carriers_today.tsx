import { Countdown, clock_time, Mark, type MarkTone } from '../../interface'
import { t } from '../../words'
import type { CarrierNow } from '../answers'
import { spoken } from '../names'

const MARK: Record<
  CarrierNow['state'],
  { tone: MarkTone; icon: 'circle' | 'check' | 'alert' | 'question' }
> = {
  ahead: { tone: 'ok', icon: 'circle' },
  on_time: { tone: 'calm', icon: 'circle' },
  late: { tone: 'ng', icon: 'alert' },
  done: { tone: 'done', icon: 'check' },
  unknown: { tone: 'calm', icon: 'question' },
}

/** Today's cut-offs: what is left for each, and whether it will be made. */
export function CarriersToday({ carriers }: { carriers: readonly CarrierNow[] }) {
  return (
    <section class="panel today" aria-label={t('home.carriers')}>
      <h2>{t('home.carriers')}</h2>
      <ul>
        {carriers.map((carrier) => (
          <li key={carrier.code}>
            <header>
              <b>{spoken(carrier.name)}</b>
              <Mark tone={MARK[carrier.state].tone} icon={MARK[carrier.state].icon}>
                {t(`carrier_state.${carrier.state}`)}
              </Mark>
            </header>
            <CarrierBar of={carrier} />
            <footer>
              <span>{t('home.carrier.left', { orders: carrier.left_orders })}</span>
              <span class="faint">
                {t('handovers.cutoff', { time: clock_time(carrier.cutoff_at) })}
              </span>
              <Countdown until={carrier.cutoff_at} />
            </footer>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CarrierBar({ of }: { of: CarrierNow }) {
  const whole = of.left_orders + of.packed_orders + of.shipped_orders
  const share = (n: number) => ({ transform: `scaleX(${whole === 0 ? 0 : n / whole})` })
  return (
    <span class="wave-bar" aria-hidden="true">
      <span class="wave-packed" style={share(of.packed_orders + of.shipped_orders)} />
      <span class="wave-shipped" style={share(of.shipped_orders)} />
    </span>
  )
}
