import { signal } from '@preact/signals'
import { t } from '../words'

/** This second in milliseconds since 1970, by the server's clock as far as it is known; ticks. */
export const seconds_now = signal(Date.now())

let server_is_ahead_ms = 0

/** Learn how far this device's clock is off; deadlines are told by the server's clock. */
export function set_server_time(iso: string): void {
  const at = Date.parse(iso)
  if (Number.isNaN(at)) return
  server_is_ahead_ms = at - Date.now()
  seconds_now.value = at
}

/** Let `seconds_now` tick. Returns what stops it. */
export function start_clock(): () => void {
  const timer = setInterval(() => {
    seconds_now.value = Date.now() + server_is_ahead_ms
  }, 1000)
  return () => clearInterval(timer)
}

const warehouse_time = new Intl.DateTimeFormat('ja-JP', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Asia/Tokyo',
})

const warehouse_day = new Intl.DateTimeFormat('ja-JP', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'Asia/Tokyo',
})

/** `14:05`, warehouse time. */
export function clock_time(at: string | number): string {
  return warehouse_time.format(new Date(at))
}

/** `11/23 14:05`, warehouse time. */
export function day_and_time(at: string | number): string {
  return `${warehouse_day.format(new Date(at))} ${clock_time(at)}`
}

/** `1:05:09` or `05:09`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] === 0 ? parts.slice(1) : parts
  return shown
    .map((part, at) => (at === 0 ? String(part) : String(part).padStart(2, '0')))
    .join(':')
}

/** Minutes before a cut-off from which on the countdown warns. */
const WARN_MINUTES = 30

/** How long until the carrier's cut-off (締切), by the server's clock; warns by shape and word, not only colour. */
export function Countdown({ until }: { until: string }) {
  const left_seconds = (Date.parse(until) - seconds_now.value) / 1000
  const state = left_seconds < 0 ? 'late' : left_seconds < WARN_MINUTES * 60 ? 'soon' : 'calm'
  const words =
    left_seconds < 0
      ? t('time.late', { time: duration(-left_seconds) })
      : t('time.left', { time: duration(left_seconds) })
  return (
    <time class={`countdown countdown-${state}`} dateTime={until}>
      {words}
    </time>
  )
}
