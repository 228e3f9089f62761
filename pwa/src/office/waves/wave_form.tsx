import { clock_time } from '../../interface'
import { t } from '../../words'
import type { WaveChoice } from '../answers'
import { Chips, Segments, Stepper } from '../chips'
import { carriers, shops, spoken } from '../names'
import { ship_by_before, UNTILS, type Until, until_of } from './wave_choice'

const TOTES_MOST = 40
const CARTS_MOST = 99

type WaveFormProps = { choice: WaveChoice; on_change: (choice: WaveChoice) => void; now_ms: number }

/** Which orders go to the floor now, and on carts of what size. Nothing chosen means all. */
export function WaveForm({ choice, on_change, now_ms }: WaveFormProps) {
  const change = (part: Partial<WaveChoice>) => on_change({ ...choice, ...part })
  return (
    <section class="panel wave-form" aria-label={t('waves.choose')}>
      <h2>{t('waves.choose')}</h2>
      <Chips
        label={t('waves.shops')}
        choices={shops.value.map(({ code, name }) => ({ value: code, label: name }))}
        chosen={choice.shops}
        on_change={(chosen) => change({ shops: chosen })}
      />
      <Chips
        label={t('waves.carriers')}
        choices={carriers.value.map(({ code, name, cutoff_at }) => ({
          value: code,
          label: spoken(name),
          hint: t('waves.cutoff', { time: clock_time(cutoff_at) }),
        }))}
        chosen={choice.carriers}
        on_change={(chosen) => change({ carriers: chosen })}
      />
      <Segments
        label={t('waves.until')}
        value={until_of(choice, now_ms)}
        choices={UNTILS.map((value) => ({ value, label: t(`waves.until.${value}`) }))}
        on_choose={(until) => change({ ship_by_before: ship_by_before(until as Until, now_ms) })}
      />
      <div class="wave-steppers">
        <Stepper
          label={t('waves.totes_per_cart')}
          value={choice.totes_per_cart}
          least={1}
          most={TOTES_MOST}
          less_label={t('stepper.less')}
          more_label={t('stepper.more')}
          on_change={(totes_per_cart) => change({ totes_per_cart })}
        />
        <div class="wave-limit">
          <Segments
            label={t('waves.carts_max')}
            value={choice.carts_max === null ? 'all' : 'some'}
            choices={[
              { value: 'all', label: t('waves.carts_max.none') },
              { value: 'some', label: t('waves.carts_max.some') },
            ]}
            on_choose={(value) => change({ carts_max: value === 'all' ? null : 4 })}
          />
          {choice.carts_max !== null && (
            <Stepper
              label={t('waves.carts')}
              value={choice.carts_max}
              least={1}
              most={CARTS_MOST}
              less_label={t('stepper.less')}
              more_label={t('stepper.more')}
              on_change={(carts_max) => change({ carts_max })}
            />
          )}
        </div>
      </div>
    </section>
  )
}
