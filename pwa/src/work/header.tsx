import './work.css'
import { Countdown, clock_time, Icon, IconButton, seconds_now } from '../interface'
import { connected } from '../live'
import { t } from '../words'
import { battery_percent, is_charging } from './battery'
import { is_silent } from './cues'
import { counts, job, worker } from './work'

/**
 * Who works, whether the server is there, what is not handed in, what time it is and how long is left.
 * `on_menu` opens the menu, the only way to log out.
 */
export function WorkHeader({ on_menu }: { on_menu: () => void }) {
  const due_at = job.value?.task.due_at ?? null
  return (
    <header class="work-header">
      <div class="work-header-row">
        <IconButton icon="menu" label={t('header.menu')} on_press={on_menu} />
        <span class="work-header-name">{worker.value?.person.name}</span>
        <span class="work-header-state">
          <Handed />
          <Silent />
          <Online />
          <Battery />
          <time class="work-header-clock">{clock_time(seconds_now.value)}</time>
        </span>
      </div>
      {due_at !== null && (
        <div class="work-header-due">
          <span>
            {t('header.cut_off')} {clock_time(due_at)}
          </span>
          <Countdown until={due_at} />
        </div>
      )}
    </header>
  )
}

function Handed() {
  const { stored, trouble } = counts.value
  return (
    <>
      {trouble > 0 && (
        <span
          class="work-header-count work-header-trouble"
          role="img"
          aria-label={t('header.trouble', { n: trouble })}
        >
          <Icon name="alert" />
          {trouble}
        </span>
      )}
      {stored > 0 && (
        <span class="work-header-count">
          <Icon name="upload" />
          {t('header.unsent', { n: stored })}
        </span>
      )}
    </>
  )
}

/** No tone can be heard: turned off, or the browser has not let us sound yet. */
function Silent() {
  if (!is_silent.value) return null
  return (
    <span class="work-header-dot" role="img" aria-label={t('header.silent')}>
      <Icon name="volume_off" size_px={22} />
    </span>
  )
}

function Online() {
  const is_online = connected.value
  return (
    <span
      class={`work-header-dot ${is_online ? 'is-online' : 'is-offline'}`}
      role="img"
      aria-label={t(is_online ? 'header.online' : 'header.offline')}
    >
      <Icon name={is_online ? 'wifi' : 'wifi_off'} size_px={22} />
    </span>
  )
}

/** Percent under which a battery will not last much longer. */
const BATTERY_LOW = 20

/** How full the battery is, where the browser says so. */
function Battery() {
  const percent = battery_percent.value
  if (percent === null) return null
  const is_low = percent < BATTERY_LOW && !is_charging.value
  return (
    <span
      class={`work-header-battery${is_low ? ' is-low' : ''}`}
      role="img"
      aria-label={t(is_charging.value ? 'header.battery.charging' : 'header.battery', {
        n: percent,
      })}
    >
      <span class="battery-of-hand">
        <span style={{ transform: `scaleX(${percent / 100})` }} />
      </span>
      {/* The drawing says enough; with the number the row would break when 未送信 comes and goes. */}
      {is_low && percent}
    </span>
  )
}
