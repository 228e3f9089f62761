import { battery_percent, is_charging } from '../work'

type Battery = EventTarget & { level: number; charging: boolean }
type WithBattery = Navigator & { getBattery?: () => Promise<Battery> }

/** Follow the battery from now on. */
export async function watch_battery(): Promise<void> {
  const battery = await (navigator as WithBattery).getBattery?.()
  if (battery === undefined) return
  const look = () => {
    battery_percent.value = Math.round(battery.level * 100)
    is_charging.value = battery.charging
  }
  battery.addEventListener('levelchange', look)
  battery.addEventListener('chargingchange', look)
  look()
}
