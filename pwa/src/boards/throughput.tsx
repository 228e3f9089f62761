import { t } from '../words'
import type { Snapshot } from './snapshot'

const MINUTES = 60
const HEIGHT = 40
const STEP = 10
const BAR = 7

/** Scans a minute over the last hour, one bar each; the minute that runs is drawn open. */
export function Throughput({ minutes }: { minutes: Snapshot['throughput'] }) {
  const shown = minutes.slice(-MINUTES)
  const most = Math.max(10, ...shown.map(({ scans }) => scans))
  const last = shown.at(-2)?.scans ?? shown.at(-1)?.scans ?? 0
  return (
    <section class="tile throughput" aria-label={t('board.throughput')}>
      <h2 class="tile-title">{t('board.throughput')}</h2>
      <b class="throughput-now">{t('board.throughput.now', { n: last })}</b>
      <svg
        class="spark"
        viewBox={`0 0 ${MINUTES * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {shown.map(({ minute, scans }, number) => {
          const height = (scans / most) * HEIGHT
          const x = (MINUTES - shown.length + number) * STEP
          return (
            <rect
              key={minute}
              class={number === shown.length - 1 ? 'spark-bar spark-open' : 'spark-bar'}
              x={x}
              y={HEIGHT - height}
              width={BAR}
              height={height}
            />
          )
        })}
      </svg>
    </section>
  )
}
