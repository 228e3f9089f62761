import { TextField } from '../../sheets'
import { t } from '../../words'
import { Stepper } from '../chips'
import type { EditorProps } from './fields'

const PRIORITY_MAX = 999
const HELD_OUT_MAX = 99

/** When a campaign is asked, which others it excludes, and whom it leaves out to compare. */
export function PlaceEditor({ draft, on_change }: EditorProps) {
  const words = { less_label: t('stepper.less'), more_label: t('stepper.more') }
  return (
    <section class="panel rule-place" aria-label={t('campaign.place')}>
      <h2>{t('campaign.place')}</h2>
      <Stepper
        {...words}
        label={t('rule.priority')}
        value={draft.priority}
        least={0}
        most={PRIORITY_MAX}
        on_change={(priority) => on_change({ priority })}
      />
      <TextField
        label={t('rule.group')}
        hint={t('campaign.group.hint')}
        value={draft.exclusive_group}
        on_input={(exclusive_group) => on_change({ exclusive_group })}
      />
      <Stepper
        {...words}
        label={t('campaign.held_out')}
        value={draft.held_out_percent}
        least={0}
        most={HELD_OUT_MAX}
        on_change={(held_out_percent) => on_change({ held_out_percent })}
      />
      <p class="rule-hint">{t('campaign.held_out.hint')}</p>
    </section>
  )
}
