import { Icon } from '../interface'
import { t } from '../words'
import { Dots } from './dots'
import { use_turning } from './pages'
import { Shape } from './shape'
import type { DeviceBoard } from './snapshot'

const ON_ONE_WALL = 2
/** Percent under which a battery will not last the shift. */
const BATTERY_LOW = 20

/** Devices that need a hand: silent, with scans not handed in, or with a low battery. */
export function Devices({ devices }: { devices: readonly DeviceBoard[] }) {
  const ailing = devices.filter(ails).sort((a, b) => Number(a.online) - Number(b.online))
  const { shown, page, pages } = use_turning(ailing, ON_ONE_WALL)
  return (
    <section class="tile devices" aria-label={t('board.devices')}>
      <h2 class="tile-title">
        {t('board.devices')} <b>{devices.length}</b>
      </h2>
      {ailing.length === 0 ? (
        <p class="devices-fine">
          {devices.length > 0 && <Shape name="on_time" />}
          {devices.length === 0
            ? t('board.devices.none')
            : t('board.devices.fine', { n: devices.length })}
        </p>
      ) : (
        <ul>
          {shown.map((device) => (
            <DeviceChip key={device.name} of={device} />
          ))}
        </ul>
      )}
      <Dots page={page} pages={pages} />
    </section>
  )
}

function ails(device: DeviceBoard): boolean {
  return !device.online || device.unsent > 0 || is_low(device)
}

function is_low({ battery }: DeviceBoard): boolean {
  return battery !== null && battery < BATTERY_LOW
}

function DeviceChip({ of }: { of: DeviceBoard }) {
  // What a silent device said of its battery is history.
  const troubles = [
    of.online ? null : t('board.device.offline'),
    of.unsent > 0 ? t('board.device.unsent', { n: of.unsent }) : null,
    of.online && is_low(of) ? t('board.device.battery', { percent: of.battery ?? 0 }) : null,
  ].filter((words) => words !== null)
  return (
    <li class={of.online ? 'device' : 'device device-silent'}>
      <Icon name={of.online ? 'device' : 'wifi_off'} />
      <b>{of.name}</b>
      <span>{troubles.join('　')}</span>
    </li>
  )
}
