import { t } from '../words'
import type { Stage } from './answers'

/** How far round the ring an order has come, in eighths. */
const WAY: Record<Stage, number> = {
  waiting: 0,
  reserved: 1,
  released: 2,
  picking: 3,
  picked: 4,
  packing: 5,
  packed: 6,
  shipped: 8,
  held: 0,
  cancelled: 0,
}

const RADIUS = 5.25
const ROUND = 2 * Math.PI * RADIUS

/** The stage of an order in a word, with a ring that fills as the order comes nearer to the truck. */
export function StageMark({ stage }: { stage: Stage }) {
  return (
    <span class={`stage stage-${stage}`}>
      <StageRing stage={stage} />
      {t(`stage.${stage}`)}
    </span>
  )
}

export function StageRing({ stage }: { stage: Stage }) {
  const way = (WAY[stage] / 8) * ROUND
  return (
    <svg
      class={`stage-ring stage-${stage}`}
      viewBox="0 0 16 16"
      width="16"
      height="16"
      aria-hidden="true"
    >
      <circle
        cx="8"
        cy="8"
        r={RADIUS}
        class={stage === 'waiting' ? 'ring-way ring-dashed' : 'ring-way'}
        fill={stage === 'shipped' ? 'currentColor' : 'none'}
      />
      {way > 0 && stage !== 'shipped' && (
        <circle
          cx="8"
          cy="8"
          r={RADIUS}
          class="ring-done"
          stroke-dasharray={`${way} ${ROUND}`}
          transform="rotate(-90 8 8)"
        />
      )}
      {stage === 'shipped' && (
        <path d="M5.4 8.2 7.2 10 10.6 6.3" class="ring-sign ring-sign-inside" />
      )}
      {stage === 'held' && <path d="M6.5 6v4 M9.5 6v4" class="ring-sign" />}
      {stage === 'cancelled' && <path d="M6 6l4 4 M10 6l-4 4" class="ring-sign" />}
    </svg>
  )
}
