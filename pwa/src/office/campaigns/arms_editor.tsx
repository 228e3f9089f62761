import { t } from '../../words'
import type { Campaigns } from './asks'
import { type EditorProps, MostField, problem_of } from './fields'
import { FlyerField } from './flyer_field'

const HALF = 50
const SHARE_MAX = 99

/** A second flyer for a share of the customers, so that the two are compared. */
export function ArmsEditor({
  draft,
  problems,
  on_change,
  campaigns,
}: EditorProps & { campaigns: Campaigns }) {
  return (
    <section class="panel" aria-label={t('campaign.arms')}>
      <h2>{t('campaign.arms')}</h2>
      <p class="rule-hint">{t('campaign.arms.hint')}</p>
      <div class="campaign-codes">
        <FlyerField
          label={t('campaign.flyer_b')}
          none={t('campaign.flyer_b.none')}
          value={draft.flyer_b}
          flyers={campaigns.flyers}
          problem={problem_of(problems, 'flyer_b')}
          on_choose={(flyer_b) =>
            on_change({ flyer_b, b_percent: flyer_b === '' ? 0 : draft.b_percent || HALF })
          }
        />
        {draft.flyer_b !== '' && (
          <MostField
            label={t('campaign.b_percent')}
            value={draft.b_percent === 0 ? null : draft.b_percent}
            placeholder=""
            problem={problem_of(problems, 'b_percent')}
            on_change={(percent) => on_change({ b_percent: Math.min(SHARE_MAX, percent ?? 0) })}
          />
        )}
      </div>
    </section>
  )
}
