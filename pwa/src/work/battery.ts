import { signal } from '@preact/signals'

/** How full the battery is, in percent; null where the browser does not say (Safari). */
export const battery_percent = signal<number | null>(null)
export const is_charging = signal(false)
