import { age_words } from '../exceptions'
import { Icon } from '../interface'
import { t, t_code } from '../words'
import type { FlowStep } from './snapshot'

/** Minutes in one stage after which an order is stuck rather than waiting its turn. */
const LONG_MINUTES = 60
/** Stages in which an order may rest without anybody being late. */
const MAY_REST: readonly string[] = ['waiting', 'reserved', 'shipped']

/** How many orders are in each stage, in the order of the work, and how long the oldest has been there. */
export function Flow({ flow }: { flow: readonly FlowStep[] }) {
  return (
    <section class="tile flow" aria-label={t('board.flow')}>
      <ol>
        {flow.filter(is_on_the_way).map((step) => (
          <FlowTile key={step.stage} step={step} />
        ))}
      </ol>
    </section>
  )
}

/** 保留 is beside the way: shown only when something is held. */
function is_on_the_way({ stage, orders }: FlowStep): boolean {
  return stage !== 'held' || orders > 0
}

function FlowTile({ step }: { step: FlowStep }) {
  const { stage, orders, oldest_minutes } = step
  const has_age = oldest_minutes !== null && orders > 0 && stage !== 'shipped'
  const is_long = has_age && oldest_minutes >= LONG_MINUTES && !MAY_REST.includes(stage)
  return (
    <li class={`flow-step flow-${stage}${orders === 0 ? ' flow-empty' : ''}`}>
      <span class="flow-name">{t_code('board.stage', stage)}</span>
      <b key={orders} class="flow-count">
        {orders}
      </b>
      <span class={is_long ? 'flow-age flow-long' : 'flow-age'}>
        {is_long && <Icon name="clock" />}
        {has_age ? t('board.oldest', { time: age_words(oldest_minutes) }) : ''}
      </span>
    </li>
  )
}
