import '../rules/rules.css'
import './campaigns.css'
import { useEffect, useState } from 'preact/hooks'
import { Icon, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { ask_language, type RuleLanguage } from '../rules'
import { Trouble } from '../trouble'
import { ask_campaigns, type CampaignCard, type Campaigns } from './asks'
import { CampaignEditor } from './campaign_editor'
import { draft_of, empty_draft } from './draft'

type Known = { campaigns: Campaigns; language: RuleLanguage; card: CampaignCard | null }

/** One campaign, or a new one: what stands in it, and who would get its flyer. */
export function CampaignPage({ id }: { id: number | null }) {
  const { query } = use_address()
  const asked_owner = query['owner'] ?? ''
  const [known, learn] = useState<Known | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [turn, take_turn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is the wish to ask
  useEffect(() => {
    const ask = async () => {
      const campaigns = await ask_campaigns(asked_owner)
      const language = await ask_language(asked_owner)
      refuse(campaigns.refusal ?? language.refusal ?? null)
      const card = campaigns.value?.campaigns.find((one) => one.id === id) ?? null
      if (campaigns.value === null || language.value === null) return
      if (id !== null && card === null) {
        refuse({ code: 'campaign_unknown', status: 404, detail: {} })
        return
      }
      learn({ campaigns: campaigns.value, language: language.value, card })
    }
    void ask()
  }, [asked_owner, id, turn])
  const title = known?.card?.campaign.name ?? t(id === null ? 'campaigns.new' : 'campaigns.title')
  return (
    <Page title={title} long>
      <a class="back" href={link_to('/campaigns', { owner: asked_owner })}>
        <Icon name="arrow_left" size_px={16} />
        {t('campaigns.back')}
      </a>
      {refusal !== null && <Trouble refusal={refusal} />}
      {known === null && refusal === null && <Spinner label={t('common.wait')} />}
      {known !== null && (
        <CampaignEditor
          key={known.card === null ? 'new' : `${known.card.id} ${known.card.revision}`}
          first={
            known.card === null
              ? empty_draft(known.campaigns.campaigns)
              : draft_of(known.card.campaign)
          }
          {...known}
          on_again={() => take_turn((last) => last + 1)}
        />
      )}
    </Page>
  )
}
