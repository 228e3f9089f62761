import './shipping.css'
import { useEffect, useState } from 'preact/hooks'
import { Button, clock_time, Icon, Notice, Quiet, Spinner } from '../interface'
import { connected } from '../live'
import type { WaitingForCarrier } from '../server_api'
import { language, t } from '../words'
import { give_cue } from '../work'
import { CarrierTile } from './carrier_tile'
import { carriers, carriers_known_at, follow_carriers, hand_over, type Outcome } from './handovers'

/** 引渡し: closed parcels by carrier; two taps record that the driver has taken them. */
export function HandoverScreen({ on_back }: { on_back: () => void }) {
  useEffect(() => follow_carriers(), [])
  const [busy, be_busy] = useState<string | null>(null)
  const [outcome, tell] = useState<Outcome | null>(null)

  async function go(carrier: WaitingForCarrier): Promise<void> {
    be_busy(carrier.carrier)
    const became = await hand_over(carrier)
    be_busy(null)
    tell(became)
    give_cue(became.is_done ? 'job_done' : 'ng')
  }

  return (
    <main class="handover">
      <header class="handover-head">
        <div>
          <h1>{t('handover.title')}</h1>
          <p>{t('handover.lead')}</p>
        </div>
        <Button icon="arrow_left" on_press={on_back}>
          {t('handover.back')}
        </Button>
      </header>
      {outcome !== null && <Told outcome={outcome} />}
      {!connected.value && carriers.value !== null && (
        <Notice tone="ng" icon="wifi_off">
          {t('handover.old', { at: clock_time(carriers_known_at.value) })}
        </Notice>
      )}
      {carriers.value === null && <Spinner label={t('common.wait')} />}
      {carriers.value?.length === 0 && <Quiet icon="truck" title={t('handover.no_carriers')} />}
      <ul class="handover-list">
        {carriers.value?.map((carrier) => (
          <CarrierTile
            key={carrier.carrier}
            carrier={carrier}
            is_busy={busy === carrier.carrier}
            on_confirm={() => {
              go(carrier).catch(() => be_busy(null))
            }}
          />
        ))}
      </ul>
    </main>
  )
}

function Told({ outcome }: { outcome: Outcome }) {
  if (!outcome.is_done) {
    return (
      <p class="handover-told handover-told-ng" role="alert">
        <Icon name="close" size_px={36} weight={3.2} />
        {t(`handover.fault.${outcome.because}`)}
      </p>
    )
  }
  return (
    <p class="handover-told" role="status">
      <Icon name="check" size_px={36} weight={3.2} />
      {t('handover.done', {
        carrier: outcome.carrier.name[language.value],
        n: outcome.parcels,
        at: clock_time(outcome.at_ms),
      })}
    </p>
  )
}
