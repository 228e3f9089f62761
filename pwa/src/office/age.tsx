import { useEffect, useState } from 'preact/hooks'
import { t } from '../words'
import type { Answer } from './use_answer'

/** Seconds after which an answer counts as old although the feed is silent about it. */
const STALE_SECONDS = 60

/** How old the page's numbers are, and a way to ask again. Always in sight (DESIGN.md §2.5). */
export function Age({ of }: { of: Answer<unknown> }) {
  const seconds = use_seconds_since(of.answered_ms)
  const state = of.refusal !== null ? 'cut' : seconds > STALE_SECONDS ? 'old' : 'fresh'
  const words =
    of.refusal !== null
      ? t('age.cut')
      : of.answered_ms === null
        ? t('age.first')
        : seconds < 2
          ? t('age.now')
          : t('age.seconds', { n: seconds })
  return (
    <button type="button" class={`age age-${state}`} title={t('age.again')} onClick={of.again}>
      <span class="age-dot" aria-hidden="true" />
      {words}
    </button>
  )
}

function use_seconds_since(moment_ms: number | null): number {
  const [seconds, set_seconds] = useState(0)
  useEffect(() => {
    const count = () =>
      set_seconds(moment_ms === null ? 0 : Math.floor((performance.now() - moment_ms) / 1000))
    count()
    const timer = setInterval(count, 1000)
    return () => clearInterval(timer)
  }, [moment_ms])
  return seconds
}
