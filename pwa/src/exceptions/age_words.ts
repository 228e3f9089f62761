import { t } from '../words'

const HOUR_MINUTES = 60

/** `38 分`, `2 時間 5 分`. */
export function age_words(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes))
  if (whole < HOUR_MINUTES) return t('board.minutes', { n: whole })
  return t('board.hours', {
    hours: Math.floor(whole / HOUR_MINUTES),
    minutes: whole % HOUR_MINUTES,
  })
}
