import { ChoiceField, TextField } from '../../sheets'
import { t, t_code } from '../../words'
import { Stepper } from '../chips'
import type { Problem } from './asks'
import type { Draft } from './draft'
import { ProblemList } from './part_notes'

const PRIORITY_MAX = 999
const OWN = ['at', 'priority', 'group', 'valid_from', 'valid_until', 'stops']

type PlaceEditorProps = {
  draft: Draft
  moments: readonly string[]
  problems: readonly Problem[]
  on_change: (part: Partial<Draft>) => void
}

/** When a rule is asked, and for orders of which days. */
export function PlaceEditor({ draft, moments, problems, on_change }: PlaceEditorProps) {
  return (
    <section class="panel rule-place" aria-label={t('rule.place')}>
      <h2>{t('rule.place')}</h2>
      <ChoiceField
        label={t('rule.at')}
        value={draft.at}
        choices={moments.map((at) => ({ value: at, label: t_code('rule.at', at) }))}
        on_choose={(at) => on_change({ at })}
      />
      <Stepper
        label={t('rule.priority')}
        value={draft.priority}
        least={-PRIORITY_MAX}
        most={PRIORITY_MAX}
        less_label={t('stepper.less')}
        more_label={t('stepper.more')}
        on_change={(priority) => on_change({ priority })}
      />
      <p class="rule-hint">{t('rule.priority.hint')}</p>
      <label class="tick">
        <input
          type="checkbox"
          checked={draft.stops}
          onChange={(event) => on_change({ stops: event.currentTarget.checked })}
        />
        <span>{t('rule.stops')}</span>
      </label>
      <TextField
        label={t('rule.group')}
        hint={t('rule.group.hint')}
        value={draft.group}
        on_input={(group) => on_change({ group })}
      />
      <div class="sheet-pair">
        <TextField
          label={t('rule.valid_from')}
          type="date"
          value={draft.valid_from}
          on_input={(valid_from) => on_change({ valid_from })}
        />
        <TextField
          label={t('rule.valid_until')}
          type="date"
          value={draft.valid_until}
          on_input={(valid_until) => on_change({ valid_until })}
        />
      </div>
      <p class="rule-hint">{t('rule.valid.hint')}</p>
      <ProblemList of={problems.filter((one) => OWN.includes(one.path))} />
    </section>
  )
}
