import { t } from '../../words'
import { type EditorProps, MostField, problem_of } from './fields'

const FIELDS = [
  'parcels_max',
  'parcels_per_day_max',
  'parcels_per_customer_max',
  'parcels_per_period_max',
  'period_days',
  'parcel_flyers_max',
  'parcel_grams_max',
  'parcel_mm_max',
] as const

/** How often the flyer goes out at most. */
export function LimitsEditor({ draft, problems, on_change }: EditorProps) {
  return (
    <section class="panel" aria-label={t('campaign.limits')}>
      <h2>{t('campaign.limits')}</h2>
      <p class="rule-hint">{t('campaign.limits.hint')}</p>
      <div class="campaign-limits">
        {FIELDS.map((field) => (
          <MostField
            key={field}
            label={t(`campaign.cap.${field}`)}
            value={draft[field]}
            placeholder={field === 'period_days' ? '' : t('campaign.no_limit')}
            problem={problem_of(problems, field)}
            on_change={(value) => on_change({ [field]: value })}
          />
        ))}
      </div>
      <label class="tick">
        <input
          type="checkbox"
          checked={draft.not_sent_before}
          onChange={(event) => on_change({ not_sent_before: event.currentTarget.checked })}
        />
        <span>{t('campaign.cap.not_sent_before')}</span>
      </label>
    </section>
  )
}
