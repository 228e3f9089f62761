import { useState } from 'preact/hooks'
import { Button, Countdown, clock_time, Icon } from '../../interface'
import { Sheet } from '../../sheets'
import { t } from '../../words'
import { link_to } from '../address'
import type { CarrierHandover, OrderCard } from '../answers'
import { spoken } from '../names'

type CarrierCardProps = {
  of: CarrierHandover
  /** Orders of this carrier that are packed; the first of them, when there are many. */
  packed: readonly OrderCard[]
  busy: boolean
  on_confirm: () => void
}

/** One carrier: how many parcels wait, since when, and the pickup. */
export function CarrierCard({ of, packed, busy, on_confirm }: CarrierCardProps) {
  const [asking, ask] = useState(false)
  const name = spoken(of.name)
  const oldest = packed.map(({ stage_since }) => stage_since).sort()[0]
  return (
    <section class="panel carrier-card" aria-label={name}>
      <header class="carrier-head">
        <h2>
          <Icon name="truck" size_px={20} />
          {name}
        </h2>
        <span class="carrier-cutoff">
          {t('handovers.cutoff', { time: clock_time(of.cutoff_at) })}{' '}
          <Countdown until={of.cutoff_at} />
        </span>
      </header>
      <p class="carrier-count">
        <b>{of.parcels}</b> {t('handovers.parcels', { n: of.parcels })}
      </p>
      <p class="faint">
        {of.parcels === 0 || oldest === undefined
          ? t('handovers.none')
          : t('handovers.oldest', { time: clock_time(oldest) })}
      </p>
      <Button
        kind="primary"
        icon="check"
        wide
        busy={busy}
        disabled={of.parcels === 0}
        on_press={() => ask(true)}
      >
        {t('handovers.confirm')}
      </Button>
      {packed.length > 0 && <Waiting packed={packed} />}
      {asking && (
        <Sheet title={name} close_label={t('common.close')} on_close={() => ask(false)}>
          <p class="sheet-question">{t('handovers.question', { n: of.parcels, carrier: name })}</p>
          <p class="faint">{t('handovers.question.hint')}</p>
          <div class="sheet-actions">
            <Button kind="quiet" on_press={() => ask(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              kind="primary"
              icon="truck"
              on_press={() => {
                ask(false)
                on_confirm()
              }}
            >
              {t('handovers.confirm.n', { n: of.parcels })}
            </Button>
          </div>
        </Sheet>
      )}
    </section>
  )
}

function Waiting({ packed }: { packed: readonly OrderCard[] }) {
  return (
    <details class="closed-parcels">
      <summary>
        {t('handovers.list', { n: packed.length })}
        <Icon name="chevron_down" size_px={14} />
      </summary>
      <ul>
        {packed.map((order) => (
          <li key={order.id}>
            <a href={link_to(`/orders/${order.id}`)}>{order.external}</a>
            <span class="code">{order.shipment}</span>
            <span class="faint">{clock_time(order.stage_since)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
