import { Icon, Notice } from '../../interface'
import { t, t_code } from '../../words'
import type { CheckedCampaign } from './asks'
import { wrong_said } from './said'

/** What should be known before it runs: warnings, and campaigns that the same order can meet. */
export function MeetingsPanel({ of }: { of: CheckedCampaign | null }) {
  if (of === null || of.warnings.length + of.meets.length === 0) return null
  return (
    <section class="panel campaign-known" aria-label={t('campaign.known')}>
      <h2>{t('campaign.known')}</h2>
      {of.warnings.length > 0 && (
        <div class="rule-warnings">
          <ul class="rule-problems">
            {of.warnings.map((one) => (
              <li key={one.code}>{wrong_said(one)}</li>
            ))}
          </ul>
        </div>
      )}
      {of.meets.length > 0 && (
        <Notice tone="wait" icon="info">
          <strong>{t('campaign.meets')}</strong>
          <ul class="rule-conflicts">
            {of.meets.map((one) => (
              <li key={one.campaign_id}>
                <Icon name={one.this_wins ? 'arrow_up' : 'minus'} size_px={14} />
                <span>
                  {t_code(`campaign.meets.${one.why}`, one.this_wins ? 'first' : 'second', {
                    name: one.name,
                  })}
                </span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </section>
  )
}
