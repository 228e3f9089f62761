import { t } from '../../words'
import { link_to } from '../address'
import { type FloorNow, STAGES, type Stage } from '../answers'
import { hours_and_minutes } from '../ship_by'
import { StageRing } from '../stage_mark'

type Step = FloorNow['flow'][number]

function is_known_stage(step: Step): step is Step & { stage: Stage } {
  if (step.stage === 'held' && step.orders === 0) return false
  return (STAGES as readonly string[]).includes(step.stage)
}

/** Where today's orders stand, and since when the oldest of each stage. */
export function FlowToday({ flow }: { flow: FloorNow['flow'] }) {
  const most = Math.max(1, ...flow.map(({ orders }) => orders))
  return (
    <section class="panel today" aria-label={t('home.flow')}>
      <h2>{t('home.flow')}</h2>
      <ul class="flow-today">
        {flow.filter(is_known_stage).map(({ stage, orders, oldest_minutes }) => (
          <li key={stage}>
            <a href={link_to('/orders', { stage })}>
              <StageRing stage={stage} />
              <span class="flow-name">{t(`stage.${stage}`)}</span>
              <span class="flow-bar" aria-hidden="true">
                <span style={{ transform: `scaleX(${orders / most})` }} />
              </span>
              <b>{orders}</b>
              <span class="faint flow-age">
                {oldest_minutes === null || orders === 0 || stage === 'shipped'
                  ? ''
                  : hours_and_minutes(oldest_minutes)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
