import './rules.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button, Notice, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import {
  ask_language,
  ask_rules,
  type Checked,
  check_rule,
  export_rules,
  import_rules,
  type Problem,
  type RuleCard,
  type RuleLanguage,
  type RulesFile,
  switch_rule,
} from './asks'
import { Conflicts } from './conflicts'
import { RulesTable } from './rules_table'
import { problem_said } from './said'
import { SegmentsPanel } from './segments_panel'
import { TEMPLATES } from './templates'

const NOT_A_FILE: Refusal = { code: 'rules_file_unreadable', status: 422, detail: {} }

/** A rule that was switched on last, and the others that it meets. */
type Met = { name: string; conflicts: Checked['conflicts'] }

/** ルール: the rules of an owner, what each asks and does. */
export function RulesPage() {
  const { query, ask_for } = use_address()
  const asked_owner = query['owner'] ?? ''
  const [language, learn] = useState<RuleLanguage | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [imported, tell] = useState<number | null>(null)
  const [met, meet] = useState<Met>({ name: '', conflicts: [] })
  const answer = use_answer(
    `rules ${asked_owner}`,
    () => ask_rules(asked_owner),
    (notice) => notice.kind.startsWith('rule_'),
  )
  const owner = answer.value?.owner ?? asked_owner
  useEffect(() => {
    void ask_language(asked_owner).then((said) => learn(said.value))
  }, [asked_owner])
  const switch_to = async (card: RuleCard, on: boolean) => {
    const said = await switch_rule(owner, card.id, on)
    refuse(said.refusal)
    // Two rules that were saved while both were off meet only now.
    const checked = on && said.refusal === null ? await check_rule(owner, card.rule, card.id) : null
    meet({ name: String(card.rule['name']), conflicts: checked?.value?.conflicts ?? [] })
    answer.again()
  }
  const take_in = async (file: File) => {
    const rules = read_file(await file.text())
    const said = rules === null ? null : await import_rules(owner, rules)
    refuse(said === null ? NOT_A_FILE : said.refusal)
    tell(said?.value?.rules.length ?? null)
    answer.again()
  }
  const rules = answer.value?.rules ?? []
  return (
    <Page
      title={t('rules.title')}
      actions={
        <RulesActions
          owner={owner}
          has_rules={rules.length > 0}
          on_file={(file) => void take_in(file)}
        />
      }
      long
    >
      <p class="lead">{t('rules.lead')}</p>
      {language !== null && language.owners.length > 1 && (
        <OwnerChoice
          language={language}
          chosen={owner}
          on_choose={(code) => ask_for({ owner: code })}
        />
      )}
      {imported !== null && (
        <Notice tone="ok" icon="check">
          {t('rules.imported', { n: imported })}
        </Notice>
      )}
      {(refusal ?? answer.refusal) !== null && (
        <Refused refusal={(refusal ?? answer.refusal) as Refusal} />
      )}
      <Conflicts title={t('rules.conflicts', { name: met.name })} of={met.conflicts} />
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {answer.value !== null && rules.length === 0 && (
        <Quiet icon="list" title={t('rules.none')}>
          {t('rules.none.hint')}
        </Quiet>
      )}
      {rules.length > 0 && language !== null && (
        <RulesTable
          owner={owner}
          rules={rules}
          language={language}
          on_switch={(card, on) => void switch_to(card, on)}
        />
      )}
      <Templates owner={owner} />
      {owner !== '' && <SegmentsPanel key={owner} owner={owner} />}
    </Page>
  )
}

function read_file(text: string): RulesFile | null {
  try {
    const said: unknown = JSON.parse(text)
    return said !== null && typeof said === 'object' && 'tanaban_rules' in said
      ? (said as RulesFile)
      : null
  } catch {
    return null
  }
}

/** Why a file did not come in, rule by rule. */
function Refused({ refusal }: { refusal: Refusal }) {
  const problems = (refusal.detail['problems'] ?? []) as Problem[]
  return (
    <>
      <Trouble refusal={refusal} />
      {problems.length > 0 && (
        <ul class="rule-problems">
          {problems.map((one) => (
            <li key={`${one.path} ${one.code}`}>
              {t('rules.nth', { n: Number(one.path.split('.')[1]) + 1 })}
              {problem_said(one.code, one.detail)} <code class="faint">{one.path}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type RulesActionsProps = { owner: string; has_rules: boolean; on_file: (file: File) => void }

function RulesActions({ owner, has_rules, on_file }: RulesActionsProps) {
  const { go } = use_address()
  const chooser = useRef<HTMLInputElement>(null)
  const write_out = async () => {
    const said = await export_rules(owner)
    if (said.value !== null) download(JSON.stringify(said.value, null, 2))
  }
  return (
    <>
      {has_rules && (
        <Button icon="download" on_press={() => void write_out()}>
          {t('rules.export')}
        </Button>
      )}
      <Button icon="upload" on_press={() => chooser.current?.click()}>
        {t('rules.import')}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        class="unseen"
        tabIndex={-1}
        aria-label={t('rules.file')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file !== undefined) on_file(file)
        }}
      />
      <Button kind="primary" icon="plus" on_press={() => go('/rules/new', { owner })}>
        {t('rules.new')}
      </Button>
    </>
  )
}

function download(text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = 'tanaban_rules.json'
  link.click()
  URL.revokeObjectURL(link.href)
}

type OwnerChoiceProps = {
  language: RuleLanguage
  chosen: string
  on_choose: (code: string) => void
}

function OwnerChoice({ language, chosen, on_choose }: OwnerChoiceProps) {
  return (
    <label class="rule-owner">
      <span>{t('rules.owner')}</span>
      <select
        class="rule-select"
        value={chosen}
        onChange={(event) => on_choose(event.currentTarget.value)}
      >
        {language.owners.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Templates({ owner }: { owner: string }) {
  return (
    <section class="rule-templates" aria-label={t('rules.templates')}>
      <h2>{t('rules.templates')}</h2>
      <ul>
        {TEMPLATES.map(({ code, content }) => (
          <li key={code}>
            <a class="rule-template" href={link_to('/rules/new', { owner, from: code })}>
              {String(content()['name'])}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
