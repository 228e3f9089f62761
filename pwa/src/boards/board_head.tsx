import { seconds_now } from '../interface'
import { language, t } from '../words'
import { type Freshness, use_freshness } from './freshness'

const SECONDS_IN_MINUTE = 60

/** What the wall is, what time it is, and how old what it shows is. */
export function BoardHead() {
  return (
    <>
      <h1 class="board-title">
        <span class="board-plate" aria-hidden="true">
          {t('board.plate')}
        </span>
        {t('board.title')}
      </h1>
      <Clock />
      <Freshly />
    </>
  )
}

function Clock() {
  const now = new Date(seconds_now.value)
  const time = new Intl.DateTimeFormat('ja-JP', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Asia/Tokyo',
  }).format(now)
  const day = new Intl.DateTimeFormat(language.value === 'ja' ? 'ja-JP' : 'en-GB', {
    month: 'long',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'Asia/Tokyo',
  }).format(now)
  return (
    <p class="board-clock">
      <span class="board-day">{day}</span>
      <time>
        {time.slice(0, 5)}
        <span class="board-seconds">{time.slice(5)}</span>
      </time>
    </p>
  )
}

/** The age of the data, always. Grey and loud when it is old. */
function Freshly() {
  const fresh = use_freshness()
  const state = fresh.is_stale ? 'stale' : fresh.is_cut ? 'cut' : 'live'
  return (
    <p class={`fresh fresh-${state}`} role="status" aria-live="off">
      <span class="fresh-dot" aria-hidden="true" />
      <span class="fresh-state">{t(state_words(fresh))}</span>
      <span class="fresh-age">{age_of(fresh)}</span>
    </p>
  )
}

function state_words({ is_stale, is_cut, seconds }: Freshness) {
  if (seconds === null && !is_cut) return 'board.first'
  if (is_cut) return 'board.cut'
  return is_stale ? 'board.stale' : 'board.live'
}

function age_of({ seconds }: Freshness): string {
  if (seconds === null) return ''
  if (seconds < 10) return t('board.age.now', { seconds: seconds.toFixed(1) })
  if (seconds < SECONDS_IN_MINUTE) return t('board.age.now', { seconds })
  return t('board.age.minutes', { minutes: Math.floor(seconds / SECONDS_IN_MINUTE) })
}
