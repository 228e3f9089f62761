import { Icon, Notice } from '../../interface'
import { t } from '../../words'
import type { Checked } from './asks'
import { slot_said } from './said'

/** Other rules that are on and write the same thing, and which of the two decides. */
export function Conflicts({ title, of }: { title: string; of: Checked['conflicts'] }) {
  if (of.length === 0) return null
  return (
    <Notice tone="wait" icon="info">
      <strong>{title}</strong>
      <ul class="rule-conflicts">
        {of.map((one) => (
          <li key={`${one.rule_id} ${one.slot}`}>
            <Icon name={one.this_wins ? 'arrow_up' : 'minus'} size_px={14} />
            {t(one.this_wins ? 'rule.conflict.wins' : 'rule.conflict.loses', {
              slot: slot_said(one.slot),
              name: one.name,
            })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
