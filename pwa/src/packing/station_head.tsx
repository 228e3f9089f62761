import { Countdown, clock_time, Icon, IconButton, seconds_now } from '../interface'
import { connected } from '../live'
import { t } from '../words'
import { counts, device, is_silent, worker } from '../work'

type HeadProps = {
  /** Whose cut-off counts now: the parcel's, or the most urgent tote's. */
  cut_off: { carrier: string; due_at: string } | null
  on_menu: () => void
}

/** Who packs, the cut-off that counts now, whether the server is there, what is not handed in, the time. */
export function StationHead({ cut_off, on_menu }: HeadProps) {
  const { stored, trouble } = counts.value
  const is_online = connected.value
  return (
    <header class="station-head">
      <IconButton icon="menu" label={t('header.menu')} on_press={on_menu} />
      {device.value !== null && <span class="station-device">{device.value.name}</span>}
      <span class="station-who">
        <Icon name="badge" />
        {worker.value?.person.name}
      </span>
      <span class="station-cut-off">
        {cut_off !== null && (
          <>
            <span class="station-carrier">
              {t('packing.cut_off', { carrier: cut_off.carrier, at: clock_time(cut_off.due_at) })}
            </span>
            <Countdown until={cut_off.due_at} />
          </>
        )}
      </span>
      {trouble > 0 && (
        <span class="station-state station-trouble">
          <Icon name="alert" />
          {t('header.trouble', { n: trouble })}
        </span>
      )}
      {stored > 0 && (
        <span class="station-state station-unsent">
          <Icon name="upload" />
          {t('header.unsent', { n: stored })}
        </span>
      )}
      {is_silent.value && (
        <span class="station-state" role="img" aria-label={t('header.silent')}>
          <Icon name="volume_off" size_px={24} />
        </span>
      )}
      <span class={`station-state${is_online ? '' : ' station-offline'}`}>
        <i class="online-dot" />
        {t(is_online ? 'header.online' : 'header.offline')}
      </span>
      <time class="station-clock">{clock_time(seconds_now.value)}</time>
    </header>
  )
}
