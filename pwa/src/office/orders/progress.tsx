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
    <ol class="journey" aria-label={t('order.progress')}>
      {WAY.map((step, number) => (
        <li
          key={step}
          class={
            number < at || stage === 'shipped'
              ? 'journey-step journey-past'
              : number === at
                ? 'journey-step journey-here'
                : 'journey-step'
          }
          aria-current={number === at ? 'step' : undefined}
        >
          <span class="journey-bead">
            {(number < at || stage === 'shipped') && <Icon name="check" size_px={12} weight={4} />}
          </span>
          {t(`stage.${step}`)}
        </li>
      ))}
    </ol>
  )
}
