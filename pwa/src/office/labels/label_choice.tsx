import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField, TextField } from '../../sheets'
import { t } from '../../words'
import { Stepper } from '../chips'
import type { LabelChoices, Paper, Wish } from './asks'

/** A pause in typing after which the labels are counted anew. */
const TYPING_MS = 400

type LabelChoiceProps = {
  choices: LabelChoices
  wish: Wish
  on_change: (change: Partial<Wish>) => void
  on_give: () => void
}

/** Which of a kind, on which paper, from which label on, how many of each. */
export function LabelChoice({ choices, wish, on_change, on_give }: LabelChoiceProps) {
  const paper = choices.papers.find(({ code }) => code === wish.paper)
  return (
    <section class="panel label-choice" aria-label={t('labels.which')}>
      {wish.kind === 'place' && <PlaceChoice choices={choices} wish={wish} on_change={on_change} />}
      {(wish.kind === 'product' || wish.kind === 'own') && (
        <GoodsChoice choices={choices} wish={wish} on_change={on_change} />
      )}
      {wish.kind === 'own' && (
        <Button icon="tag" on_press={on_give}>
          {t('labels.own.give')}
        </Button>
      )}
      <ChoiceField
        label={t('labels.paper')}
        value={wish.paper ?? ''}
        choices={choices.papers.map((one) => ({ value: one.code, label: paper_words(one) }))}
        on_choose={(code) => on_change({ paper: code as NonNullable<Wish['paper']>, start: 1 })}
      />
      <div class="label-numbers">
        <HowMany
          label={t('labels.copies')}
          value={wish.copies ?? 1}
          most={99}
          on_change={(copies) => on_change({ copies })}
        />
        {paper !== undefined && paper.per_sheet > 1 && (
          <HowMany
            label={t('labels.start')}
            value={wish.start ?? 1}
            most={paper.per_sheet}
            on_change={(start) => on_change({ start })}
          />
        )}
      </div>
    </section>
  )
}

/** A paper as it stands on its packet. */
export function paper_words({ per_sheet, label_width, label_height }: Paper): string {
  const size = `${label_width} × ${label_height} mm`
  return per_sheet > 1
    ? t('labels.paper.sheet', { n: per_sheet, size })
    : t('labels.paper.roll', { size })
}

type PartProps = Pick<LabelChoiceProps, 'choices' | 'wish' | 'on_change'>

function PlaceChoice({ choices, wish, on_change }: PartProps) {
  return (
    <>
      <ChoiceField
        label={t('labels.zone')}
        value={wish.zone ?? ''}
        choices={[
          { value: '', label: t('labels.zone.all') },
          ...choices.zones.map(({ code, name, places }) => ({
            value: code,
            label: t('labels.zone.of', { name, n: places }),
          })),
        ]}
        on_choose={(zone) => on_change({ zone })}
      />
      <div class="label-range">
        <Settled
          label={t('labels.first')}
          value={wish.first ?? ''}
          placeholder="A-01-01"
          on_settle={(first) => on_change({ first })}
        />
        <Settled
          label={t('labels.last')}
          value={wish.last ?? ''}
          placeholder="A-02-12"
          on_settle={(last) => on_change({ last })}
        />
      </div>
    </>
  )
}

function GoodsChoice({ choices, wish, on_change }: PartProps) {
  return (
    <>
      {wish.notice !== undefined && (
        <Button kind="quiet" icon="close" on_press={() => on_change({ notice: 0 })}>
          {t('labels.notice.leave')}
        </Button>
      )}
      <ChoiceField
        label={t('labels.owner')}
        value={wish.owner ?? ''}
        choices={[
          { value: '', label: t('labels.owner.all') },
          ...choices.owners.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        on_choose={(owner) => on_change({ owner })}
      />
      <Settled
        label={t('labels.sku')}
        value={wish.code ?? ''}
        placeholder=""
        on_settle={(code) => on_change({ code })}
      />
    </>
  )
}

type HowManyProps = {
  label: string
  value: number
  most: number
  on_change: (value: number) => void
}

function HowMany(props: HowManyProps) {
  return (
    <Stepper least={1} less_label={t('stepper.less')} more_label={t('stepper.more')} {...props} />
  )
}

type SettledProps = {
  label: string
  value: string
  placeholder: string
  on_settle: (value: string) => void
}

/** A field whose text counts when typing pauses. */
function Settled({ label, value, placeholder, on_settle }: SettledProps) {
  const [typed, type] = useState(value)
  const newest = useRef(on_settle)
  newest.current = on_settle
  useEffect(() => type(value), [value])
  useEffect(() => {
    if (typed.trim() === value) return
    const timer = setTimeout(() => newest.current(typed.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [typed, value])
  return <TextField label={label} value={typed} placeholder={placeholder} on_input={type} />
}
