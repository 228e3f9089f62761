import './labels.css'
import { useState } from 'preact/hooks'
import { Notice, Spinner } from '../../interface'
import { t } from '../../words'
import { use_address } from '../address'
import type { Refusal } from '../ask'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_label_choices, give_own_codes, type Wish, wish_of } from './asks'
import { KindChoice } from './kind_choice'
import { LabelChoice } from './label_choice'
import { LabelPreview } from './label_preview'

const NEVER = () => false

/** ラベル: printable sheets of everything the floor scans. What is chosen stands in the address. */
export function LabelsPage() {
  const { query, ask_for } = use_address()
  const wish = wish_of(query)
  const choices = use_answer('label choices', ask_label_choices, NEVER)
  const [given, tell] = useState<number | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const change = (next: Partial<Wish>) => {
    tell(null)
    ask_for(without_empty({ ...wish, ...next }))
  }
  const give = async () => {
    const said = await give_own_codes({ owner: wish.owner ?? null, notice: wish.notice ?? null })
    refuse(said.refusal)
    tell(said.value?.given ?? null)
  }
  return (
    <Page title={t('labels.title')} long>
      {choices.refusal !== null && <Trouble refusal={choices.refusal} again={choices.again} />}
      {refusal !== null && <Trouble refusal={refusal} />}
      {given !== null && (
        <Notice tone="done" icon="check">
          {t(given === 0 ? 'labels.own.none' : 'labels.own.given', { n: given })}
        </Notice>
      )}
      {choices.value === null && choices.refusal === null && <Spinner label={t('common.wait')} />}
      {choices.value !== null && (
        <div class="labels">
          <div class="labels-choice">
            <KindChoice
              chosen={wish.kind}
              on_choose={(kind) => change({ ...NARROWED_BY_NOTHING, kind })}
            />
            <LabelChoice
              choices={choices.value}
              wish={wish}
              on_change={change}
              on_give={() => void give()}
            />
          </div>
          <LabelPreview key={given} wish={wish} papers={choices.value.papers} />
        </div>
      )}
    </Page>
  )
}

/** Another kind begins without what narrowed the last one; the paper in the printer stays. */
const NARROWED_BY_NOTHING = {
  code: '',
  zone: '',
  first: '',
  last: '',
  owner: '',
  notice: 0,
  copies: 1,
}

function without_empty(wish: Wish): Record<string, string | number> {
  const said = Object.entries(wish).filter(([name, value]) => {
    if (name === 'copies' || name === 'start') return value !== 1
    return value !== undefined && value !== '' && value !== 0
  })
  return Object.fromEntries(said) as Record<string, string | number>
}
