import { t } from '../../words'
import type { RuleCard } from './asks'

type SwitchBoxProps = {
  card: RuleCard
  /** Without words beside it, for tables. */
  bare?: boolean
  on_switch: (on: boolean) => void
}

/** Whether a rule is in force. */
export function SwitchBox({ card, bare = false, on_switch }: SwitchBoxProps) {
  const name = String(card.rule['name'])
  return (
    <label class="rule-switch">
      <input
        type="checkbox"
        role="switch"
        aria-label={t('rules.switch', { name })}
        checked={card.on}
        aria-checked={card.on}
        onChange={(event) => on_switch(event.currentTarget.checked)}
      />
      <span class="rule-switch-track" aria-hidden="true" />
      {!bare && <span>{t(card.on ? 'rules.on' : 'rules.off')}</span>}
    </label>
  )
}
