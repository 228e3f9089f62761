import { ChoiceField } from '../../sheets'
import { t } from '../../words'
import { number_said } from '../rules'
import type { FlyerCard } from './asks'

type FlyerFieldProps = {
  label: string
  none: string
  value: string
  flyers: readonly FlyerCard[]
  problem: string | null
  on_choose: (sku: string) => void
}

/** A flyer by name, with what of it is free. */
export function FlyerField({ label, none, value, flyers, problem, on_choose }: FlyerFieldProps) {
  return (
    <div>
      <ChoiceField
        label={label}
        value={value}
        on_choose={on_choose}
        choices={[
          { value: '', label: none },
          ...flyers.map((one) => ({
            value: one.sku,
            label: `${one.name} (${t('campaign.free', { n: number_said(one.free_pieces) })})`,
          })),
        ]}
      />
      {problem !== null && <p class="rule-problems">{problem}</p>}
    </div>
  )
}
