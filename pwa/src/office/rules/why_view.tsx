import './rules.css'
import './why.css'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { Button, day_and_time, Icon, Mark, Notice, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { link_to } from '../address'
import type { Order } from '../answers'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { AskedList } from './asked_list'
import {
  ask_language,
  ask_why,
  let_order_go,
  type RuleLanguage,
  type RuleNow,
  type Why,
} from './asks'
import { Effects } from './dry_run'
import { effects_said, type FactsByName } from './said'

/** ルール on an order: what the rules have said, and which question decides about each of them. */
export function WhyView({ order }: { order: Order }) {
  const [language, learn] = useState<RuleLanguage | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const answer = use_answer(
    `why ${order.id}`,
    () => ask_why(order.id),
    (notice) => notice.topic === `order:${order.id}` || notice.kind.startsWith('rule_'),
  )
  const owner = answer.value?.owner ?? null
  useEffect(() => {
    if (owner !== null) void ask_language(owner).then((said) => learn(said.value))
  }, [owner])
  const facts = useMemo(
    () => new Map((language?.facts ?? []).map((fact) => [fact.fact, fact])),
    [language],
  )
  const let_go = async () => {
    const said = await let_order_go(order.id)
    refuse(said.refusal)
    answer.again()
  }
  const why = answer.value
  if (why === null || language === null) {
    return answer.refusal === null ? (
      <Spinner label={t('common.wait')} />
    ) : (
      <Trouble refusal={answer.refusal} again={answer.again} />
    )
  }
  return (
    <div class="why">
      {refusal !== null && <Trouble refusal={refusal} />}
      {why.held_by_rule && (
        <Notice tone="wait" icon="alert">
          <div class="rule-panel-head">
            <div>
              <strong>{t('why.held')}</strong>
              <p class="rule-hint">{t('why.let_go.hint')}</p>
            </div>
            <Button icon="check" on_press={() => void let_go()}>
              {t('why.let_go')}
            </Button>
          </div>
        </Notice>
      )}
      <Mails of={why.mails} />
      <section class="panel" aria-label={t('why.now')}>
        <h2>{t('why.now')}</h2>
        {why.rules.length === 0 && <p class="faint">{t('why.none')}</p>}
        <ul class="why-rules">
          {why.rules.map((rule) => (
            <RuleNowRow key={rule.rule} rule={rule} owner={why.owner} facts={facts} />
          ))}
        </ul>
      </section>
      <Said why={why} />
    </div>
  )
}

/** What a rule wants the customer to be told: a person looks at it and sends it from their own mail. */
function Mails({ of }: { of: Why['mails'] }) {
  if (of.length === 0) return null
  return (
    <section class="panel" aria-label={t('why.mails')}>
      <h2>{t('why.mails')}</h2>
      <p class="rule-hint">{t('why.mails.hint')}</p>
      {of.map(({ subject, text }) => (
        <article key={subject} class="why-mail">
          <div class="rule-panel-head">
            <strong>{subject}</strong>
            <Button
              icon="file"
              on_press={() => void navigator.clipboard?.writeText(`${subject}\n\n${text}`)}
            >
              {t('why.mails.copy')}
            </Button>
          </div>
          <p class="why-mail-text">{text}</p>
        </article>
      ))}
    </section>
  )
}

type RuleNowRowProps = { rule: RuleNow; owner: string; facts: FactsByName }

function RuleNowRow({ rule, owner, facts }: RuleNowRowProps) {
  return (
    <li class={`why-rule${rule.is_on ? '' : ' rule-off'}`}>
      <div class="why-rule-head">
        <Mark tone={rule.matches ? 'ok' : 'calm'} icon={rule.matches ? 'circle' : 'close'}>
          {t(rule.matches ? 'why.matches' : 'why.matches.not')}
        </Mark>
        <a class="row-link" href={link_to(`/rules/${rule.rule}`, { owner })}>
          {rule.name}
        </a>
        <span class="faint">{t('rules.version', { n: rule.version })}</span>
        {!rule.is_on && <Mark tone="wait">{t('rules.off')}</Mark>}
      </div>
      {!rule.is_in_window && <p class="rule-hint">{t('why.window')}</p>}
      {rule.kept_out !== null && <p class="rule-hint">{t_code('why.kept_out', rule.kept_out)}</p>}
      <AskedList asked={rule.asked} facts={facts} />
      {rule.effects.length > 0 && <Effects of={rule.effects} />}
      {rule.kept_out === null && rule.overruled.length > 0 && (
        <p class="rule-hint">
          {t('why.overruled', { said: effects_said(rule.overruled).join(t('rule.comma')) })}
        </p>
      )}
    </li>
  )
}

/** What was said and done at the time. */
function Said({ why }: { why: Why }) {
  return (
    <section class="panel" aria-label={t('why.said')}>
      <h2>{t('why.said')}</h2>
      {why.verdicts.length === 0 && <p class="faint">{t('why.said.none')}</p>}
      <ol class="why-said">
        {why.verdicts.map((verdict) => (
          <li key={verdict.at}>
            <div class="why-rule-head">
              <Icon name="clock" size_px={14} />
              <strong>{day_and_time(verdict.at)}</strong>
              <span>{t_code('why.moment', verdict.moment)}</span>
              {verdict.is_other && <Mark tone="wait">{t('why.anew')}</Mark>}
            </div>
            {verdict.fired.length === 0 && <p class="faint">{t('why.said.nothing')}</p>}
            {verdict.fired.map((rule) => (
              <div key={rule.rule} class="why-fired">
                <span>
                  {rule.name} <span class="faint">{t('rules.version', { n: rule.version })}</span>
                </span>
                {rule.kept_out === null ? (
                  <Effects of={rule.effects} />
                ) : (
                  <span class="faint">{t_code('why.kept_out', rule.kept_out)}</span>
                )}
              </div>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
