import { Icon } from '../../interface'
import { t } from '../../words'
import type { Stage } from '../answers'

const WAY: readonly Stage[] = [
  'waiting',
  'reserved',
  'released',
  'picking',
  'picked',
  'packing',
  'packed',
  'shipped',
]

/** The way from the shop's order to the truck, and where this order stands on it. */
export function Progress({ stage }: { stage: Stage }) {
  const at = WAY.indexOf(stage)
  return (
    <ol class={`progress progress-${stage}`} aria-label={t('order.progress')}>
      {WAY.map((step, number) => (
        <li
          key={step}
          class={
            number < at || stage === 'shipped'
              ? 'step step-past'
              : number === at
                ? 'step step-here'
                : 'step'
          }
          aria-current={number === at ? 'step' : undefined}
        >
          <span class="step-bead">
            {(number < at || stage === 'shipped') && <Icon name="check" size_px={12} weight={4} />}
          </span>
          {t(`stage.${step}`)}
        </li>
      ))}
    </ol>
  )
}
