import { useMemo, useState } from 'preact/hooks'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { BlockBox, type Node, node_said, paths_of, type RuleLanguage, replaced } from '../rules'
import { Trouble } from '../trouble'
import { ArmsEditor } from './arms_editor'
import type { CampaignCard, Campaigns } from './asks'
import { BasicsEditor } from './basics_editor'
import { CodesEditor } from './codes_editor'
import { content_of, type Draft, missing_in } from './draft'
import { DryRunPanel } from './dry_run'
import { LetterEditor } from './letter_editor'
import { LimitsEditor } from './limits_editor'
import { MeetingsPanel } from './meetings_panel'
import { PlaceEditor } from './place_editor'
import { RedeemPanel } from './redeem_panel'
import { ReportPanel } from './report_panel'
import { SaveBox } from './save_box'
import { type Known, use_checked } from './use_checked'

type CampaignEditorProps = {
  first: Draft
  campaigns: Campaigns
  language: RuleLanguage
  card: CampaignCard | null
  on_again: () => void
}

/** The campaign as it is being written, with what the server says of it beside it. */
export function CampaignEditor({
  first,
  campaigns,
  language,
  card,
  on_again,
}: CampaignEditorProps) {
  const [draft, write] = useState(first)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const { owner } = campaigns
  const missing = missing_in(draft)
  const content = content_of(draft)
  const known = use_checked(owner, missing.length > 0 ? null : content, card?.id ?? null)
  const problems = known.checked?.problems ?? []
  const change = (part: Partial<Draft>) => write((before) => ({ ...before, ...part }))
  const editing = { draft, problems, on_change: change }
  return (
    <div class="rule-columns">
      <div class="rule-main">
        {refusal !== null && <Trouble refusal={refusal} />}
        <BasicsEditor {...editing} campaigns={campaigns} />
        <When draft={draft} language={language} known={known} on_change={change} />
        <LimitsEditor {...editing} />
        <CodesEditor {...editing} />
        <LetterEditor {...editing} owner={owner} card={card} />
        <ArmsEditor {...editing} campaigns={campaigns} />
        <DryRunPanel owner={owner} content={missing.length > 0 ? null : content} card={card} />
        {card !== null && <ReportPanel owner={owner} campaign_id={card.id} />}
        {card !== null && card.campaign.code_prefix !== null && <RedeemPanel owner={owner} />}
      </div>
      <aside class="rule-side" aria-label={t('rule.save')}>
        <SaveBox
          owner={owner}
          card={card}
          content={content}
          missing={missing}
          is_changed={JSON.stringify(content) !== JSON.stringify(content_of(first))}
          is_wrong={problems.length > 0}
          on_refused={refuse}
          on_again={on_again}
        />
        <MeetingsPanel of={known.checked} />
        <PlaceEditor {...editing} />
      </aside>
    </div>
  )
}

type WhenProps = {
  draft: Draft
  language: RuleLanguage
  known: Known
  on_change: (part: Partial<Draft>) => void
}

/** The condition, by the same blocks as a rule's. The server calls its place `condition`, the blocks `when`. */
function When({ draft, language, known, on_change }: WhenProps) {
  const facts = useMemo(() => new Map(language.facts.map((fact) => [fact.fact, fact])), [language])
  const problems = (known.checked?.problems ?? [])
    .filter((one) => one.path.startsWith('condition'))
    .map((one) => ({ ...one, path: one.path.replace('condition', 'when') }))
  const editing = {
    language,
    paths: paths_of(draft.when),
    problems,
    counted: known.counted,
    replace: (key: number, by: Node | null) => on_change({ when: replaced(draft.when, key, by) }),
  }
  return (
    <section class="panel" aria-label={t('campaign.when')}>
      <h2>{t('campaign.when')}</h2>
      <p class="rule-sentence">
        {draft.when.inside.length === 0
          ? t('campaign.when.all')
          : node_said(draft.when, facts, true)}
      </p>
      <BlockBox block={draft.when} editing={editing} />
    </section>
  )
}
