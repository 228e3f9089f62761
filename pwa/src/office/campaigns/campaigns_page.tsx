import '../rules/rules.css'
import './campaigns.css'
import { useEffect, useState } from 'preact/hooks'
import { Button, Icon, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { ask_language, type RuleLanguage } from '../rules'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_campaigns, type CampaignCard, type Campaigns, switch_campaign } from './asks'
import { CalendarView } from './calendar'
import { CampaignsTable } from './campaigns_table'

export type CampaignsView = 'list' | 'calendar'

/** キャンペーン: which flyer goes into whose parcel, and how long it lasts. */
export function CampaignsPage({ view }: { view: CampaignsView }) {
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
      <nav class="views" aria-label={t('campaigns.views')}>
        <ViewLink view="list" owner={owner} chosen={view} />
        <ViewLink view="calendar" owner={owner} chosen={view} />
      </nav>
      {view === 'calendar' && answer.value !== null && <CalendarView key={owner} owner={owner} />}
      {view === 'list' && <List of={answer.value} language={language} on_switch={switch_to} />}
      {answer.value === null && told === null && <Spinner label={t('common.wait')} />}
    </Page>
  )
}

type ListProps = {
  of: Campaigns | null
  language: RuleLanguage | null
  on_switch: (card: CampaignCard, on: boolean) => Promise<boolean>
}

function List({ of, language, on_switch }: ListProps) {
  if (of === null) return null
  if (of.campaigns.length === 0) {
    return (
      <Quiet icon="flyer" title={t('campaigns.none')}>
        {t('campaigns.none.hint')}
      </Quiet>
    )
  }
  if (language === null) return null
  return <CampaignsTable of={of} language={language} on_switch={on_switch} />
}

const VIEW_ICONS = { list: 'list', calendar: 'clock' } as const

type ViewLinkProps = { view: CampaignsView; owner: string; chosen: CampaignsView }

function ViewLink({ view, owner, chosen }: ViewLinkProps) {
  return (
    <a
      class="view"
      href={link_to(view === 'list' ? '/campaigns' : '/campaigns/calendar', { owner })}
      aria-current={view === chosen ? 'page' : undefined}
    >
      <Icon name={VIEW_ICONS[view]} size_px={16} />
      {t(`campaigns.view.${view}`)}
    </a>
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
