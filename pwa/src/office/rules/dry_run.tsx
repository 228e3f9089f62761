import './why.css'
import { useState } from 'preact/hooks'
import { Button, Icon } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import type { Stage } from '../answers'
import type { Refusal } from '../ask'
import { StageMark } from '../stage_mark'
import { Trouble } from '../trouble'
import { AskedList } from './asked_list'
import { type DryRun, dry_run, type Effect, type RuleContent } from './asks'
import { effects_said, type FactsByName, number_said } from './said'
import { LAST_ORDERS } from './use_checked'

type DryRunPanelProps = {
  owner: string
  content: RuleContent
  rule_id: number | null
  /** A version to compare with; null is what is in force. */
  against: number | null
  facts: FactsByName
}

/** 試す: what the rule would have done to the last orders. */
export function DryRunPanel({ owner, content, rule_id, against, facts }: DryRunPanelProps) {
  const [tried, tell] = useState<{ of: string; run: DryRun } | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [busy, set_busy] = useState(false)
  const wish = { rule: content, rule_id, against, last: LAST_ORDERS }
  const key = JSON.stringify(wish)
  const run = async () => {
    set_busy(true)
    const said = await dry_run(owner, wish)
    set_busy(false)
    refuse(said.refusal)
    tell(said.value === null ? null : { of: key, run: said.value })
  }
  return (
    <section class="panel rule-try" aria-label={t('rule.try')}>
      <div class="rule-panel-head">
        <div>
          <h2>{t('rule.try')}</h2>
          <p class="rule-hint">{t('rule.try.hint')}</p>
        </div>
        <Button icon="search" busy={busy} on_press={() => void run()}>
          {t('rule.try.run', { n: LAST_ORDERS })}
        </Button>
      </div>
      {refusal !== null && <Trouble refusal={refusal} />}
      {tried !== null && (
        <div class={tried.of === key ? '' : 'rule-counted-old'}>
          <p class="faint">
            {against === null ? t('rule.try.today') : t('rule.try.against', { n: against })}
          </p>
          <Figures run={tried.run} against={against} />
          <Examples run={tried.run} against={against} facts={facts} />
        </div>
      )}
    </section>
  )
}

function Figures({ run, against }: { run: DryRun; against: number | null }) {
  const figures: [string, number][] = [
    [t('rule.try.orders'), run.orders],
    [t('rule.try.matched'), run.matched],
    ...(against === null
      ? []
      : ([
          [t('rule.try.before', { n: against }), run.matched_before],
          [t('rule.try.both'), run.matched_both],
        ] as [string, number][])),
    [t('rule.try.changed'), run.changed],
  ]
  return (
    <dl class="rule-figures">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{number_said(figure)}</dd>
        </div>
      ))}
    </dl>
  )
}

type ExamplesProps = { run: DryRun; against: number | null; facts: FactsByName }

function Examples({ run, against, facts }: ExamplesProps) {
  if (run.examples.length === 0) return <p class="faint">{t('rule.try.nothing')}</p>
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('rule.try.order')}</th>
            <th>{t('rule.try.because')}</th>
            <th>{against === null ? t('rule.try.now') : t('rule.try.before', { n: against })}</th>
            <th>{t('rule.try.then')}</th>
          </tr>
        </thead>
        <tbody>
          {run.examples.map((example) => (
            <tr key={example.order}>
              <td>
                <a class="row-link" href={link_to(`/orders/${example.order}/rules`)}>
                  {example.external}
                </a>
                <span class="row-under">
                  <StageMark stage={example.stage as Stage} />
                </span>
              </td>
              <td>
                <AskedList asked={example.asked.slice(0, 3)} facts={facts} />
              </td>
              <td>
                <Effects of={example.before} />
              </td>
              <td class={example.changed ? 'rule-change' : ''}>
                <Effects of={example.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function Effects({ of }: { of: readonly Effect[] }) {
  if (of.length === 0) return <span class="faint">{t('rule.try.as_it_is')}</span>
  return (
    <ul class="rule-effects">
      {effects_said(of).map((said) => (
        <li key={said}>
          <Icon name="arrow_right" size_px={12} />
          {said}
        </li>
      ))}
    </ul>
  )
}
