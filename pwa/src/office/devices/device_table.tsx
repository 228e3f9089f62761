import { day_and_time, Icon, type IconName, Mark, seconds_now } from '../../interface'
import { t } from '../../words'
import type { Device, DeviceKind } from '../answers'
import { can_read } from './sent_messages'

const ICON_OF_KIND: Record<DeviceKind, IconName> = {
  handheld: 'device',
  tablet: 'box',
  board: 'board',
}

/** Percent under which a battery will not last the shift. */
const BATTERY_LOW = 20

/** A device that has said nothing for this long is out of reach, switched off or lost. */
const SILENT_MS = 2 * 60 * 1000

function is_in_reach({ last_seen_at }: Device, now_ms: number): boolean {
  return last_seen_at !== null && now_ms - Date.parse(last_seen_at) < SILENT_MS
}

type Deeds = { on_message: (device: Device) => void; on_revoke: (device: Device) => void }
type DeviceTableProps = Deeds & { devices: readonly Device[] }

/** Every device: in reach, what it still has to hand in, its battery, when it was last heard of. */
export function DeviceTable({ devices, ...deeds }: DeviceTableProps) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('devices.device')}</th>
            <th>{t('devices.state')}</th>
            <th>{t('devices.unsent')}</th>
            <th>{t('devices.storage')}</th>
            <th>{t('devices.battery')}</th>
            <th class="col-time">{t('devices.last_seen')}</th>
            <th>{t('devices.version')}</th>
            <th class="col-deeds">
              <span class="unseen">{t('people.deeds')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => (
            <DeviceRow key={device.id} device={device} {...deeds} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DeviceRow({ device, on_message, on_revoke }: Deeds & { device: Device }) {
  const online = is_in_reach(device, seconds_now.value)
  return (
    <tr>
      <td>
        <span class="person">
          <span class="device-kind" title={t(`device.${device.kind}`)}>
            <Icon name={ICON_OF_KIND[device.kind]} size_px={18} />
          </span>
          <span>
            <strong>{device.name}</strong>
            <span class="row-under">
              {t(`device.${device.kind}`)} <span class="code">{device.code}</span>
            </span>
          </span>
        </span>
      </td>
      <td>
        {online ? (
          <Mark tone="ok" icon="wifi">
            {t('devices.online')}
          </Mark>
        ) : (
          <Mark tone="ng" icon="wifi_off">
            {t('devices.offline')}
          </Mark>
        )}
      </td>
      <td>
        {device.unsent_events > 0 ? (
          <Mark tone={online ? 'wait' : 'ng'} icon="upload">
            {t('devices.unsent.n', { n: device.unsent_events })}
          </Mark>
        ) : (
          <span class="faint">{t('devices.unsent.none')}</span>
        )}
      </td>
      <td>
        <Storage is_kept={device.storage_kept} />
      </td>
      <td>
        <Battery percent={device.battery_percent} />
      </td>
      <td class="col-time faint">
        {device.last_seen_at === null ? t('devices.never') : day_and_time(device.last_seen_at)}
      </td>
      <td class="faint code">{device.app_version ?? ''}</td>
      <td class="col-deeds">
        <span class="deeds">
          {can_read(device) && (
            <button
              type="button"
              class="deed"
              aria-label={t('messages.to_one', { name: device.name })}
              onClick={() => on_message(device)}
            >
              <Icon name="message" size_px={14} />
              {t('messages.deed')}
            </button>
          )}
          <button
            type="button"
            class="deed deed-danger"
            aria-label={t('devices.revoke.of', { name: device.name })}
            onClick={() => on_revoke(device)}
          >
            {t('devices.revoke')}
          </button>
        </span>
      </td>
    </tr>
  )
}

/** Scans wait in the browser's storage; without its promise a full disk may clear it. */
function Storage({ is_kept }: { is_kept: boolean | null }) {
  if (is_kept === null) return <span class="faint">{t('devices.storage.unknown')}</span>
  return (
    <span
      class={is_kept ? 'storage' : 'storage storage-loose'}
      title={t(is_kept ? 'devices.storage.kept.why' : 'devices.storage.loose.why')}
    >
      <Icon name={is_kept ? 'lock' : 'alert'} size_px={14} />
      {t(is_kept ? 'devices.storage.kept' : 'devices.storage.loose')}
    </span>
  )
}

function Battery({ percent }: { percent: number | null }) {
  if (percent === null) return <span class="faint">{t('devices.battery.none')}</span>
  const low = percent < BATTERY_LOW
  return (
    <span class={low ? 'battery battery-low' : 'battery'}>
      <span class="battery-cell" aria-hidden="true">
        <span class="battery-charge" style={{ transform: `scaleX(${percent / 100})` }} />
      </span>
      {t('devices.battery.percent', { percent })}
      {low && <Icon name="alert" size_px={14} />}
    </span>
  )
}
