import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { t } from '../../words'
import { use_address } from '../address'
import type { Refusal } from '../ask'
import { type CampaignCard, type CampaignContent, save_campaign, switch_campaign } from './asks'
import { StateMark } from './state_mark'
import { SwitchBox } from './switch_box'

type SaveBoxProps = {
  owner: string
  card: CampaignCard | null
  content: CampaignContent
  missing: readonly ('name' | 'code' | 'flyer' | 'reason_ja')[]
  is_changed: boolean
  is_wrong: boolean
  on_refused: (refusal: Refusal | null) => void
  on_again: () => void
}

/** Save the campaign, and switch it on and off; a new one is off until somebody has tried it. */
export function SaveBox(props: SaveBoxProps) {
  const { owner, card, is_changed, missing } = props
  const { go } = use_address()
  const [busy, set_busy] = useState(false)
  const save = async () => {
    set_busy(true)
    const said = await save_campaign(owner, props.content, card)
    set_busy(false)
    props.on_refused(said.refusal)
    if (said.value === null) return
    if (card === null) go(`/campaigns/${said.value.id}`, { owner })
    else props.on_again()
  }
  const switch_to = async (on: boolean) => {
    if (card === null) return false
    const said = await switch_campaign(owner, card.id, on)
    props.on_refused(said.refusal)
    props.on_again()
    return said.refusal === null
  }
  return (
    <div class="panel rule-save">
      {card !== null && (
        <div class="rule-save-state">
          <SwitchBox card={card} on_switch={switch_to} />
          <StateMark state={card.state} />
        </div>
      )}
      {missing.length > 0 && (
        <p class="rule-hint">
          {t('campaign.missing', {
            fields: missing.map((field) => t(`campaign.${field}`)).join(t('rule.comma')),
          })}
        </p>
      )}
      {is_changed && card !== null && (
        <Notice tone="wait" icon="info">
          {t('rule.unsaved')}
        </Notice>
      )}
      {card !== null && !card.on && !is_changed && (
        <p class="rule-hint">{t('campaign.saved.off')}</p>
      )}
      <Button
        kind="primary"
        icon="check"
        wide
        busy={busy}
        disabled={props.is_wrong || missing.length > 0 || (card !== null && !is_changed)}
        on_press={() => void save()}
      >
        {t('rule.save')}
      </Button>
    </div>
  )
}
