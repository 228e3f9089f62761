import { useState } from 'preact/hooks'
import { Button, Quiet } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t, t_code } from '../../words'
import type { Refusal } from '../ask'
import { ask_label_choices } from '../labels'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_measures, type Measured, write_measure } from './asks'
import { Answered, RowDeed, TermsPart } from './terms_part'
import { WholeNumber } from './whole_number'

const NEVER = () => false
const SHOWN_MAX = 12

/** 商品の大きさ・重さ・温度帯・タグ: what flyers and rules go by; what nobody has measured stands first. */
export function MeasuresTable() {
  const owners = use_answer('label choices', ask_label_choices, NEVER).value?.owners ?? []
  const [chosen, choose] = useState('')
  const [word, say] = useState('')
  const owner = chosen === '' ? (owners[0]?.code ?? '') : chosen
  return (
    <TermsPart id="terms-measures" title={t('terms.measures')} hint={t('terms.measures.hint')}>
      <div class="terms-pair">
        {owners.length > 1 && (
          <ChoiceField
            label={t('terms.owner')}
            value={owner}
            choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
            on_choose={choose}
          />
        )}
        <TextField label={t('terms.measures.find')} value={word} on_input={say} />
      </div>
      {owner !== '' && <Found key={`${owner} ${word}`} owner={owner} word={word} />}
    </TermsPart>
  )
}

function Found({ owner, word }: { owner: string; word: string }) {
  const answer = use_answer(`measures ${owner} ${word}`, () => ask_measures(owner, word), NEVER)
  const [open, change] = useState<Measured | null>(null)
  return (
    <>
      <Answered by={answer}>
        {({ products }) =>
          products.length === 0 ? (
            <Quiet icon="box" title={t('terms.measures.none')} />
          ) : (
            <Measures products={products} on_change={change} />
          )
        }
      </Answered>
      {open !== null && (
        <MeasureSheet
          owner={owner}
          product={open}
          on_close={() => {
            change(null)
            answer.again()
          }}
        />
      )}
    </>
  )
}

type MeasuresProps = { products: readonly Measured[]; on_change: (one: Measured) => void }

function Measures({ products, on_change }: MeasuresProps) {
  return (
    <>
      <div class="rows-frame">
        <table class="rows">
          <thead>
            <tr>
              <th>{t('terms.product')}</th>
              <th class="col-number">{t('terms.measures.mm')}</th>
              <th class="col-number">{t('terms.measures.grams')}</th>
              <th>{t('terms.measures.temperature')}</th>
              <th>{t('terms.measures.tags')}</th>
              <th class="col-deeds">
                <span class="unseen">{t('terms.measures.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {products.slice(0, SHOWN_MAX).map((one) => (
              <tr key={one.product}>
                <td>
                  {one.name} <span class="code faint">{one.sku}</span>
                </td>
                <td class="col-number">{measure_said(one.thickness_mm)}</td>
                <td class="col-number">{measure_said(one.weight_grams)}</td>
                <td>{t_code('terms.temperature', one.temperature)}</td>
                <td>{one.tags.join('、')}</td>
                <td class="col-deeds">
                  <RowDeed
                    icon="pencil"
                    label={t('terms.measures.change.of', { sku: one.sku })}
                    on_press={() => on_change(one)}
                  >
                    {t('terms.measures.change')}
                  </RowDeed>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {products.length > SHOWN_MAX && (
        <p class="faint">{t('terms.measures.more', { n: products.length - SHOWN_MAX })}</p>
      )}
    </>
  )
}

const measure_said = (value: number | null) =>
  value === null ? t('terms.measures.unknown') : String(value)

type MeasureSheetProps = { owner: string; product: Measured; on_close: () => void }

const TEMPERATURES = ['ambient', 'chilled', 'frozen'] as const
const SIDES = ['length_mm', 'width_mm', 'height_mm'] as const
const BETWEEN_TAGS = /[、,;；/／|｜\n]+/

/** What one piece is like: size, weight, temperature and tags. */
function MeasureSheet({ owner, product, on_close }: MeasureSheetProps) {
  const [draft, write] = useState(product)
  const [tags, write_tags] = useState(product.tags.join('、'))
  const [refusal, refuse] = useState<Refusal | null>(null)
  const change = (changed: Partial<Measured>) => write({ ...draft, ...changed })
  const keep = async () => {
    const said = tags.split(BETWEEN_TAGS).map((tag) => tag.trim())
    const done = await write_measure(owner, { ...draft, tags: said.filter((tag) => tag !== '') })
    refuse(done.refusal)
    if (done.refusal === null) on_close()
  }
  return (
    <Sheet title={product.name} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <div class="terms-pair">
        <WholeNumber
          label={t('terms.measures.mm')}
          value={draft.thickness_mm}
          on_change={(thickness_mm) => change({ thickness_mm })}
        />
        <WholeNumber
          label={t('terms.measures.grams')}
          value={draft.weight_grams}
          on_change={(weight_grams) => change({ weight_grams })}
        />
      </div>
      <p class="faint">{t('terms.measures.mm.hint')}</p>
      <div class="terms-sides">
        {SIDES.map((side) => (
          <WholeNumber
            key={side}
            label={t(`terms.measures.${side}`)}
            value={draft[side]}
            on_change={(mm) => change({ [side]: mm })}
          />
        ))}
      </div>
      <p class="faint">{t('terms.measures.sides.hint')}</p>
      <ChoiceField
        label={t('terms.measures.temperature')}
        value={draft.temperature}
        choices={TEMPERATURES.map((value) => ({
          value,
          label: t_code('terms.temperature', value),
        }))}
        on_choose={(chosen) => {
          const temperature = TEMPERATURES.find((one) => one === chosen)
          if (temperature !== undefined) change({ temperature })
        }}
      />
      <TextField
        label={t('terms.measures.tags')}
        value={tags}
        hint={t('terms.measures.tags.hint')}
        on_input={write_tags}
      />
      <div class="sheet-actions">
        <Button kind="primary" icon="check" on_press={() => void keep()}>
          {t('terms.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
