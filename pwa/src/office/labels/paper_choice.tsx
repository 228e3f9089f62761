import { TextField } from '../../sheets'
import { t } from '../../words'
import { PAPER_NAMES, PAPERS, type PaperName } from './label_sheet'

/** How labels are printed: on what, from which label of the sheet on, how many of each. */
export type Printing = { paper: PaperName; first: number; copies: string }

type PaperChoiceProps = { of: Printing; on_change: (printing: Printing) => void }

/** The paper, drawn as it lies in the printer: a touch says where its first free label is. */
export function PaperChoice({ of, on_change }: PaperChoiceProps) {
  return (
    <section class="panel label-paper">
      <div class="label-paper-form">
        <fieldset class="label-papers">
          <legend>{t('labels.paper.choose')}</legend>
          {PAPER_NAMES.map((paper) => (
            <label key={paper} class="label-paper-name">
              <input
                type="radio"
                name="paper"
                checked={of.paper === paper}
                onChange={() => on_change({ ...of, paper, first: 1 })}
              />
              <span>{t(`labels.paper.${paper}`)}</span>
            </label>
          ))}
        </fieldset>
        <TextField
          label={t('labels.copies')}
          value={of.copies}
          on_input={(copies) => on_change({ ...of, copies: copies.replace(/\D/g, '').slice(0, 3) })}
        />
      </div>
      <SheetDrawn of={of} on_change={on_change} />
    </section>
  )
}

function SheetDrawn({ of, on_change }: PaperChoiceProps) {
  const { columns, rows } = PAPERS[of.paper]
  const labels = columns * rows
  if (labels === 1) return <p class="faint label-first">{t('labels.roll')}</p>
  return (
    <div class="label-first">
      <p>{t('labels.first', { n: of.first })}</p>
      <div class="label-sheet-drawn" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)` }}>
        {Array.from({ length: labels }, (_, nth) => nth + 1).map((nth) => (
          <button
            key={nth}
            type="button"
            class={nth < of.first ? 'label-used' : 'label-free'}
            aria-label={t('labels.first', { n: nth })}
            aria-pressed={nth === of.first}
            onClick={() => on_change({ ...of, first: nth })}
          />
        ))}
      </div>
    </div>
  )
}
