import { t } from '../words'

const HOUR_SECONDS = 3600
const MINUTE_SECONDS = 60
const MINUTES_IN_HOUR = 60

/** `2:04:35`, `34:09`; without sign. */
export function countdown_text(seconds: number): string {
  const whole = Math.abs(seconds)
  const hours = Math.floor(whole / HOUR_SECONDS)
  const minutes = Math.floor(whole / MINUTE_SECONDS) % MINUTE_SECONDS
  const rest = [minutes, whole % MINUTE_SECONDS].map((part) => String(part).padStart(2, '0'))
  return hours === 0 ? rest.join(':') : `${hours}:${rest.join(':')}`
}

/** From here on hours are told: more digits have no room beside the countdown, and nobody acts on minutes. */
const LONG_SLACK_MINUTES = 100

/** `+39分`, `−12分`, `+12時間`: time between the expected end and the cut-off. */
export function slack_text(minutes: number | null): string {
  if (minutes === null) return t('board.eta.none')
  if (Math.abs(minutes) >= LONG_SLACK_MINUTES) {
    const hours = Math.round(Math.abs(minutes) / MINUTES_IN_HOUR)
    return t(minutes < 0 ? 'board.slack.minus_hours' : 'board.slack.plus_hours', { n: hours })
  }
  return minutes < 0
    ? t('board.slack.minus', { n: -minutes })
    : t('board.slack.plus', { n: minutes })
}

/** `3秒`, `9分`, `2時間`: how long ago, in as few letters as a wall has room for. */
export function ago_text(seconds: number): string {
  if (seconds < MINUTE_SECONDS) return t('board.ago.seconds', { n: Math.max(0, seconds) })
  if (seconds < HOUR_SECONDS)
    return t('board.ago.minutes', { n: Math.floor(seconds / MINUTE_SECONDS) })
  return t('board.ago.hours', { n: Math.floor(seconds / HOUR_SECONDS) })
}
