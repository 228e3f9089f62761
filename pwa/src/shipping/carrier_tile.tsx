import { useState } from 'preact/hooks'
import { Button, Countdown, clock_time, Icon } from '../interface'
import type { WaitingForCarrier } from '../server_api'
import { Sheet } from '../sheets'
import { language, t } from '../words'

type TileProps = { carrier: WaitingForCarrier; is_busy: boolean; on_confirm: () => void }

/** One carrier: when it leaves, how many parcels wait, and the two taps that give them away. */
export function CarrierTile({ carrier, is_busy, on_confirm }: TileProps) {
  const [is_asking, ask] = useState(false)
  const name = carrier.name[language.value]
  const has_parcels = carrier.parcels > 0
  return (
    <li class={`handover-tile${has_parcels ? '' : ' handover-tile-empty'}`}>
      <h2 class="handover-carrier">
        <Icon name="truck" size_px={34} />
        {name}
      </h2>
      <p class="handover-cut-off">
        {t('handover.cut_off', { at: clock_time(carrier.cutoff_at) })}
        {has_parcels && <Countdown until={carrier.cutoff_at} />}
      </p>
      <p class="handover-count">
        <b>{carrier.parcels}</b>
        {t('handover.parcels')}
      </p>
      {has_parcels ? (
        <Button kind="primary" wide icon="check" busy={is_busy} on_press={() => ask(true)}>
          {t('handover.go')}
        </Button>
      ) : (
        <p class="handover-none">{t('handover.none')}</p>
      )}
      {is_asking && (
        <Sheet
          title={t('handover.title')}
          close_label={t('common.close')}
          on_close={() => ask(false)}
        >
          <p class="handover-sure">{t('handover.sure', { carrier: name, n: carrier.parcels })}</p>
          <p class="handover-sure-hint">{t('handover.sure.hint')}</p>
          <div class="handover-sure-deeds">
            <Button wide on_press={() => ask(false)}>
              {t('common.cancel')}
            </Button>
            <Button
              kind="primary"
              wide
              icon="check"
              on_press={() => {
                ask(false)
                on_confirm()
              }}
            >
              {t('handover.confirm', { n: carrier.parcels })}
            </Button>
          </div>
        </Sheet>
      )}
    </li>
  )
}
