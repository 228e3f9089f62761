import { t } from '../words'
import type { CardState } from './parcel'

type RingProps = { done: number; wanted: number; state: CardState }

/** How many of how many, as a ring that closes: read from two metres away. */
export function CountRing({ done, wanted, state }: RingProps) {
  const share = wanted > 0 ? Math.min(100, (100 * done) / wanted) : 0
  const long = String(wanted).length > 1
  return (
    <svg
      class={`count-ring count-ring-${state}`}
      viewBox="0 0 100 100"
      role="img"
      aria-label={t('packing.count', { done, wanted })}
    >
      <circle class="count-ring-track" cx="50" cy="50" r="43" />
      {share > 0 && (
        <circle
          class="count-ring-done"
          cx="50"
          cy="50"
          r="43"
          pathLength={100}
          stroke-dasharray={`${share} ${100 - share}`}
          transform="rotate(-90 50 50)"
        />
      )}
      <text class={`count-ring-text${long ? ' count-ring-text-long' : ''}`} x="50" y="54">
        {done}
        <tspan class="count-ring-wanted">/{wanted}</tspan>
      </text>
    </svg>
  )
}
