import { TextField } from '../../sheets'
import { t } from '../../words'
import { type EditorProps, MostField, problem_of } from './fields'

const PREFIX_LETTERS = 8

/** Whether each flyer has a code of its own, and what one costs. */
export function CodesEditor({ draft, problems, on_change }: EditorProps) {
  return (
    <section class="panel" aria-label={t('campaign.codes')}>
      <h2>{t('campaign.codes')}</h2>
      <div class="campaign-codes">
        <TextField
          label={t('campaign.code_prefix')}
          hint={t('campaign.code_prefix.hint')}
          placeholder={t('campaign.code_prefix.example')}
          value={draft.code_prefix}
          problem={problem_of(problems, 'code_prefix')}
          on_input={(typed) => on_change({ code_prefix: prefix_of(typed) })}
        />
        <MostField
          label={t('campaign.cost_yen_each')}
          hint={t('campaign.cost.hint')}
          value={draft.cost_yen_each}
          placeholder=""
          problem={problem_of(problems, 'cost_yen_each')}
          on_change={(yen) => on_change({ cost_yen_each: yen })}
        />
      </div>
    </section>
  )
}

/** What is typed, as codes have it: capital letters and digits. */
const prefix_of = (typed: string) =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, PREFIX_LETTERS)
