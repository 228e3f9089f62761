import { useEffect, useState } from 'preact/hooks'
import { t } from '../../words'
import type { CampaignCard } from './asks'

type SwitchBoxProps = {
  card: CampaignCard
  /** Without words beside it, for tables. */
  bare?: boolean
  /** Whether it was done. */
  on_switch: (on: boolean) => Promise<boolean>
}

/** Whether a campaign runs. It stands as it was pressed until the server has said how it is. */
export function SwitchBox({ card, bare = false, on_switch }: SwitchBoxProps) {
  const [pressed, press] = useState<boolean | null>(null)
  const is_on = pressed ?? card.on
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server says ends what was pressed
  useEffect(() => press(null), [card.on])
  const switch_to = async (on: boolean) => {
    press(on)
    if (!(await on_switch(on))) press(null)
  }
  return (
    <label class="rule-switch">
      <input
        type="checkbox"
        role="switch"
        aria-label={t('rules.switch', { name: card.campaign.name })}
        checked={is_on}
        aria-checked={is_on}
        onChange={(event) => void switch_to(event.currentTarget.checked)}
      />
      <span class="rule-switch-track" aria-hidden="true" />
      {!bare && <span>{t(is_on ? 'rules.on' : 'rules.off')}</span>}
    </label>
  )
}
