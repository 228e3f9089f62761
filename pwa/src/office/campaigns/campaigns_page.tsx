import '../rules/rules.css'
import './campaigns.css'
import { useEffect, useState } from 'preact/hooks'
import { Button, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { use_address } from '../address'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { ask_language, type RuleLanguage } from '../rules'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_campaigns, type CampaignCard, type Campaigns, switch_campaign } from './asks'
import { CampaignsTable } from './campaigns_table'

/** キャンペーン: which flyer goes into whose parcel, and how long it lasts. */
export function CampaignsPage() {
  const { query, ask_for, go } = use_address()
  const asked_owner = query['owner'] ?? ''
  const [language, learn] = useState<RuleLanguage | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const answer = use_answer(
    `campaigns ${asked_owner}`,
    () => ask_campaigns(asked_owner),
    ({ kind }) => kind.startsWith('campaign_') || kind === 'wave_released',
  )
  const owner = answer.value?.owner ?? asked_owner
  useEffect(() => {
    void ask_language(asked_owner).then((said) => learn(said.value))
  }, [asked_owner])
  const switch_to = async (card: CampaignCard, on: boolean) => {
    const said = await switch_campaign(owner, card.id, on)
    refuse(said.refusal)
    answer.again()
    return said.refusal === null
  }
  const told = refusal ?? answer.refusal
  return (
    <Page
      title={t('campaigns.title')}
      actions={
        <Button kind="primary" icon="plus" on_press={() => go('/campaigns/new', { owner })}>
          {t('campaigns.new')}
        </Button>
      }
      long
    >
      <p class="lead">{t('campaigns.lead')}</p>
      {answer.value !== null && answer.value.owners.length > 1 && (
        <OwnerChoice of={answer.value} on_choose={(code) => ask_for({ owner: code })} />
      )}
      {told !== null && <Trouble refusal={told} />}
      {answer.value === null && told === null && <Spinner label={t('common.wait')} />}
      {answer.value !== null && answer.value.campaigns.length === 0 && (
        <Quiet icon="flyer" title={t('campaigns.none')}>
          {t('campaigns.none.hint')}
        </Quiet>
      )}
      {answer.value !== null && answer.value.campaigns.length > 0 && language !== null && (
        <CampaignsTable of={answer.value} language={language} on_switch={switch_to} />
      )}
    </Page>
  )
}

function OwnerChoice({ of, on_choose }: { of: Campaigns; on_choose: (code: string) => void }) {
  return (
    <label class="rule-owner">
      <span>{t('rules.owner')}</span>
      <select
        class="rule-select"
        value={of.owner}
        onChange={(event) => on_choose(event.currentTarget.value)}
      >
        {of.owners.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
