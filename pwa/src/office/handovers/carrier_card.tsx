import { useState } from 'preact/hooks'
import { Button, Countdown, clock_time, Icon, Sheet } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import type { CarrierHandover, WaitingParcel } from '../answers'

type CarrierCardProps = { of: CarrierHandover; busy: boolean; on_confirm: () => void }

/** One carrier: how many parcels wait, since when, and the pickup. */
export function CarrierCard({ of, busy, on_confirm }: CarrierCardProps) {
  const [asking, ask] = useState(false)
  return (
    <section class="panel carrier-card" aria-label={of.name}>
      <header class="carrier-head">
        <h2>
          <Icon name="truck" size_px={20} />
          {of.name}
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
        {of.oldest_closed_at === null
          ? t('handovers.none')
          : t('handovers.oldest', { time: clock_time(of.oldest_closed_at) })}
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
      {of.shipments.length > 0 && <Waiting parcels={of.shipments} />}
      {asking && (
        <Sheet title={of.name} close_label={t('common.close')} on_close={() => ask(false)}>
          <p class="sheet-question">
            {t('handovers.question', { n: of.parcels, carrier: of.name })}
          </p>
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

function Waiting({ parcels }: { parcels: readonly WaitingParcel[] }) {
  return (
    <details class="waiting">
      <summary>
        {t('handovers.list', { n: parcels.length })}
        <Icon name="chevron_down" size_px={14} />
      </summary>
      <ul>
        {parcels.map((parcel) => (
          <li key={parcel.tracking_no}>
            <span class="code">{parcel.tracking_no}</span>
            {parcel.order_id != null ? (
              <a href={link_to(`/orders/${parcel.order_id}`)}>
                {parcel.external ?? parcel.shipment}
              </a>
            ) : (
              <span>{parcel.shipment}</span>
            )}
            <span class="faint">{clock_time(parcel.closed_at)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
