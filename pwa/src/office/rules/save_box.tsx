import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { t } from '../../words'
import { use_address } from '../address'
import type { Refusal } from '../ask'
import { type RuleCard, type RuleContent, save_rule, switch_rule } from './asks'
import { SwitchBox } from './switch_box'

type SaveBoxProps = {
  owner: string
  card: RuleCard | null
  content: RuleContent
  is_changed: boolean
  is_wrong: boolean
  on_refused: (refusal: Refusal | null) => void
  on_again: () => void
}

/** Save the rule, and switch it on and off; a new one is off until somebody has tried it. */
export function SaveBox(props: SaveBoxProps) {
  const { owner, card, is_changed } = props
  const { go } = use_address()
  const [busy, set_busy] = useState(false)
  const save = async () => {
    set_busy(true)
    const said = await save_rule(owner, props.content, card)
    set_busy(false)
    props.on_refused(said.refusal)
    if (said.value === null) return
    if (card === null) go(`/rules/${said.value.id}`, { owner })
    else props.on_again()
  }
  const switch_to = async (on: boolean) => {
    if (card === null) return
    const said = await switch_rule(owner, card.id, on)
    props.on_refused(said.refusal)
    props.on_again()
  }
  return (
    <div class="panel rule-save">
      {card !== null && (
        <div class="rule-save-state">
          <SwitchBox card={card} on_switch={(on) => void switch_to(on)} />
          <span class="faint">{t('rules.version', { n: card.version })}</span>
        </div>
      )}
      {is_changed && card !== null && (
        <Notice tone="wait" icon="info">
          {t('rule.unsaved')}
        </Notice>
      )}
      {card !== null && !card.on && !is_changed && (
        <p class="rule-hint">{t('rule.saved.off', { n: card.version })}</p>
      )}
      <Button
        kind="primary"
        icon="check"
        wide
        busy={busy}
        disabled={props.is_wrong || (card !== null && !is_changed)}
        on_press={() => void save()}
      >
        {card === null ? t('rule.save') : t('rule.save.next', { n: card.version + 1 })}
      </Button>
    </div>
  )
}
