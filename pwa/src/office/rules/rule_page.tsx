import './rules.css'
import { useEffect, useState } from 'preact/hooks'
import { Icon, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { Trouble } from '../trouble'
import {
  ask_language,
  ask_rules,
  ask_versions,
  type RuleCard,
  type RuleLanguage,
  type Version,
} from './asks'
import { type Draft, draft_of, EMPTY_DRAFT } from './draft'
import { RuleEditor } from './rule_editor'
import { TEMPLATES } from './templates'

type Known = {
  language: RuleLanguage
  card: RuleCard | null
  versions: Version[]
}

/** One rule, or a new one: what stands in it, what it would do, what it was before. */
export function RulePage({ id }: { id: number | null }) {
  const { query } = use_address()
  const asked_owner = query['owner'] ?? ''
  const template = query['from'] ?? ''
  const [known, learn] = useState<Known | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [turn, take_turn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is the wish to ask
  useEffect(() => {
    const ask = async () => {
      const language = await ask_language(asked_owner)
      const rules = await ask_rules(asked_owner)
      const named = rules.value?.owner ?? asked_owner
      const versions = id === null ? null : await ask_versions(named, id)
      refuse(language.refusal ?? rules.refusal ?? versions?.refusal ?? null)
      const card = rules.value?.rules.find((one) => one.id === id) ?? null
      if (language.value === null || (id !== null && card === null)) return
      learn({ language: language.value, card, versions: versions?.value?.versions ?? [] })
    }
    void ask()
  }, [asked_owner, id, turn])
  return (
    <Page title={title_of(id, known?.card ?? null)} long>
      <a class="back" href={link_to('/rules', { owner: asked_owner })}>
        <Icon name="arrow_left" size_px={16} />
        {t('rules.back')}
      </a>
      {refusal !== null && <Trouble refusal={refusal} />}
      {known === null && refusal === null && <Spinner label={t('common.wait')} />}
      {known !== null && (
        <RuleEditor
          key={known.card === null ? template : `${known.card.id} ${known.card.version}`}
          owner={known.language.owner}
          first={first_draft(known.card, template)}
          {...known}
          on_again={() => take_turn((last) => last + 1)}
        />
      )}
    </Page>
  )
}

function title_of(id: number | null, card: RuleCard | null): string {
  if (card !== null) return String(card.rule['name'])
  return t(id === null ? 'rule.new' : 'rules.title')
}

function first_draft(card: RuleCard | null, template: string): Draft {
  if (card !== null) return draft_of(card.rule)
  const from = TEMPLATES.find((one) => one.code === template)
  return from === undefined ? EMPTY_DRAFT() : draft_of(from.content())
}
