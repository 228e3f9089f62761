import { useMemo, useState } from 'preact/hooks'
import { TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { ActionsEditor } from './actions_editor'
import type { RuleCard, RuleLanguage, Version } from './asks'
import { BlockBox } from './block_box'
import { content_of, type Draft, draft_of } from './draft'
import { DryRunPanel } from './dry_run'
import { MatchesPanel } from './matches_panel'
import { PlaceEditor } from './place_editor'
import { type FactsByName, node_said, problem_said } from './said'
import { SaveBox } from './save_box'
import { type Node, paths_of, replaced } from './tree'
import { type CheckedDraft, use_checked } from './use_checked'
import { VersionsList } from './versions_list'

type RuleEditorProps = {
  owner: string
  first: Draft
  language: RuleLanguage
  card: RuleCard | null
  versions: readonly Version[]
  on_again: () => void
}

/** The rule as it is being written, with what the server says of it beside it. */
export function RuleEditor(props: RuleEditorProps) {
  const { owner, card, language } = props
  const [draft, write] = useState(props.first)
  const [against, compare] = useState<number | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const facts = useMemo(() => new Map(language.facts.map((fact) => [fact.fact, fact])), [language])
  const content = content_of(draft)
  const known = use_checked(owner, content, card?.id ?? null)
  const problems = known.checked?.problems ?? []
  const change = (part: Partial<Draft>) => write({ ...draft, ...part })
  return (
    <div class="rule-columns">
      <div class="rule-main">
        {refusal !== null && <Trouble refusal={refusal} />}
        <section class="panel">
          <TextField
            label={t('rule.name')}
            placeholder={t('rule.name.example')}
            value={draft.name}
            problem={name_problem(problems)}
            on_input={(name) => change({ name })}
          />
        </section>
        <When draft={draft} language={language} facts={facts} known={known} on_change={change} />
        <section class="panel" aria-label={t('rule.then')}>
          <h2>{t('rule.then')}</h2>
          <ActionsEditor
            actions={draft.does}
            allowed={language.moments.find(({ at }) => at === draft.at)?.actions ?? []}
            language={language}
            problems={problems}
            on_change={(does) => change({ does })}
          />
        </section>
        <DryRunPanel
          owner={owner}
          content={content}
          rule_id={card?.id ?? null}
          against={against}
          facts={facts}
        />
        {card !== null && (
          <VersionsList
            versions={props.versions}
            current={card.version}
            against={against}
            facts={facts}
            on_compare={compare}
            on_take={(taken) => write(draft_of(taken))}
          />
        )}
      </div>
      <aside class="rule-side" aria-label={t('rule.save')}>
        <SaveBox
          owner={owner}
          card={card}
          content={content}
          is_changed={JSON.stringify(content) !== JSON.stringify(content_of(props.first))}
          is_wrong={problems.length > 0}
          on_refused={refuse}
          on_again={props.on_again}
        />
        <MatchesPanel of={known} />
        <PlaceEditor
          draft={draft}
          moments={language.moments.map(({ at }) => at)}
          problems={problems}
          on_change={change}
        />
      </aside>
    </div>
  )
}

type WhenProps = {
  draft: Draft
  language: RuleLanguage
  facts: FactsByName
  known: CheckedDraft
  on_change: (part: Partial<Draft>) => void
}

function When({ draft, language, facts, known, on_change }: WhenProps) {
  const editing = {
    language,
    paths: paths_of(draft.when),
    problems: known.checked?.problems ?? [],
    counted: known.counted,
    replace: (key: number, by: Node | null) => on_change({ when: replaced(draft.when, key, by) }),
  }
  return (
    <section class="panel" aria-label={t('rule.when')}>
      <h2>{t('rule.when')}</h2>
      <p class="rule-sentence">{node_said(draft.when, facts, true)}</p>
      <BlockBox block={draft.when} editing={editing} />
    </section>
  )
}

function name_problem(problems: readonly { path: string; code: string; detail: object }[]) {
  const own = problems.find((one) => one.path === 'name')
  return own === undefined ? null : problem_said(own.code, own.detail as Record<string, unknown>)
}
