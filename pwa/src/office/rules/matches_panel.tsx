import { Meter, Spinner } from '../../interface'
import { t } from '../../words'
import { Conflicts } from './conflicts'
import { ProblemList } from './part_notes'
import { number_said } from './said'
import type { CheckedDraft } from './use_checked'

/** How many orders match while it is being written; what should be known before it is saved. */
export function MatchesPanel({ of }: { of: CheckedDraft }) {
  const { counted, checked, busy } = of
  return (
    <section class="panel rule-matches" aria-label={t('rule.matches')} aria-live="polite">
      <h2>{t('rule.matches')}</h2>
      {counted === null ? (
        busy ? (
          <Spinner label={t('rule.matches.wait')} />
        ) : (
          <p class="faint">{t('rule.matches.cannot')}</p>
        )
      ) : (
        <div class={busy ? 'rule-counted rule-counted-old' : 'rule-counted'}>
          <p class="rule-total">
            <strong>{number_said(counted.matches)}</strong> {t('rule.matches.unit')}
          </p>
          <p class="faint">{t('rule.matches.of', { n: number_said(counted.orders) })}</p>
          <Meter label={t('rule.matches')} done={counted.matches} whole={counted.orders} />
        </div>
      )}
      <ProblemList of={(checked?.problems ?? []).filter((one) => one.code === 'never_matches')} />
      {(checked?.warnings ?? []).length > 0 && (
        <div class="rule-warnings">
          <ProblemList of={checked?.warnings ?? []} />
        </div>
      )}
      <Conflicts title={t('rule.conflicts')} of={checked?.conflicts ?? []} />
    </section>
  )
}
