import { useId } from 'preact/hooks'
import { Icon } from '../../interface'
import { ChoiceField, TextField } from '../../sheets'
import { language, t } from '../../words'
import { type CampaignCard, letter_sample } from './asks'
import { type EditorProps, problem_of } from './fields'

const PAPERS = ['a5', 'a4', 'roll_60x40'] as const
const PLACEHOLDERS = ['customer_name', 'order_no', 'code'] as const

type LetterProps = EditorProps & { owner: string; card: CampaignCard | null }

/** お手紙: what is printed for each customer. Nobody can verify a letter without a code, so it needs one. */
export function LetterEditor({ draft, problems, on_change, owner, card }: LetterProps) {
  if (draft.code_prefix === '') return null
  const is_saved = card !== null && card.campaign.code_prefix !== null
  return (
    <section class="panel campaign-letter" aria-label={t('campaign.letter')}>
      <div class="rule-panel-head">
        <div>
          <h2>{t('campaign.letter')}</h2>
          <p class="rule-hint">{t('campaign.letter.hint')}</p>
        </div>
        {is_saved && (
          <a
            class="button button-plain"
            href={letter_sample(owner, card.id, t('campaign.letter.nobody'), language.value)}
            target="_blank"
            rel="noreferrer"
          >
            <Icon name="printer" />
            {t('campaign.letter.sample')}
          </a>
        )}
      </div>
      <div class="campaign-codes">
        <TextField
          label={t('campaign.letter.title')}
          value={draft.letter_title}
          problem={problem_of(problems, 'letter_title')}
          on_input={(letter_title) => on_change({ letter_title })}
        />
        <ChoiceField
          label={t('campaign.letter.paper')}
          value={draft.letter_paper}
          on_choose={(paper) => on_change({ letter_paper: paper as typeof draft.letter_paper })}
          choices={PAPERS.map((one) => ({ value: one, label: t(`campaign.letter.paper.${one}`) }))}
        />
      </div>
      <LetterText draft={draft} problems={problems} on_change={on_change} />
    </section>
  )
}

/** The text, and the words of it that are another for each customer. */
function LetterText({ draft, problems, on_change }: EditorProps) {
  const id = useId()
  const wrong = problem_of(problems, 'letter_text')
  return (
    <div class={`field${wrong === null ? '' : ' field-wrong'}`}>
      <label for={id}>{t('campaign.letter.text')}</label>
      <textarea
        id={id}
        rows={6}
        maxLength={2000}
        value={draft.letter_text}
        placeholder={t('campaign.letter.text.example')}
        aria-invalid={wrong !== null}
        onInput={(event) => on_change({ letter_text: event.currentTarget.value })}
      />
      {wrong !== null && <p class="field-note">{wrong}</p>}
      <div class="campaign-placeholders">
        {PLACEHOLDERS.map((name) => (
          <button
            key={name}
            type="button"
            class="button button-quiet"
            onClick={() => on_change({ letter_text: `${draft.letter_text}{${name}}` })}
          >
            {t(`campaign.letter.${name}`)} <code>{`{${name}}`}</code>
          </button>
        ))}
      </div>
    </div>
  )
}
