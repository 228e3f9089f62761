import './why.css'
import { Button, day_and_time, Mark } from '../../interface'
import { t } from '../../words'
import type { RuleContent, Version } from './asks'
import { actions_said, condition_said, type FactsByName } from './said'
import type { Condition } from './tree'

type VersionsListProps = {
  versions: readonly Version[]
  current: number
  against: number | null
  facts: FactsByName
  on_compare: (number: number | null) => void
  on_take: (content: RuleContent) => void
}

/** What the rule said before, who saved it, and the way back. */
export function VersionsList(props: VersionsListProps) {
  return (
    <section class="panel rule-versions" aria-label={t('rule.versions')}>
      <h2>{t('rule.versions')}</h2>
      <ol>
        {props.versions.map((one) => (
          <li key={one.number} class="rule-version">
            <div class="rule-version-head">
              <strong>{t('rules.version', { n: one.number })}</strong>
              {one.number === props.current && <Mark tone="ok">{t('rule.versions.current')}</Mark>}
              <span class="faint">
                {t('rule.by', { name: one.saved_by ?? '', at: day_and_time(one.saved_at) })}
              </span>
            </div>
            <p class="rule-sentence">
              {condition_said(one.rule['when'] as Condition, props.facts)}
              <b> → {actions_said(one.rule).join(t('rule.comma'))}</b>
            </p>
            <div class="rule-adders">
              <Button
                kind="quiet"
                on_press={() => props.on_compare(props.against === one.number ? null : one.number)}
              >
                {props.against === one.number ? t('rule.try.today') : t('rule.versions.compare')}
              </Button>
              <Button kind="quiet" on_press={() => props.on_take(one.rule)}>
                {t('rule.versions.take')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
