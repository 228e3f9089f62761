import { useState } from 'preact/hooks'
import { Button, Quiet } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_label_choices } from '../labels'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_measures, type Measured, write_measure } from './asks'
import { Answered, RowDeed, TermsPart } from './terms_part'
import { WholeNumber } from './whole_number'

const NEVER = () => false
const SHOWN_MAX = 12

/** 商品の厚さと重さ: what flyers are planned by; those that nobody has measured stand first. */
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

/** How thick and heavy one piece is. */
function MeasureSheet({ owner, product, on_close }: MeasureSheetProps) {
  const [thickness_mm, set_mm] = useState(product.thickness_mm)
  const [weight_grams, set_grams] = useState(product.weight_grams)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const keep = async () => {
    const done = await write_measure(owner, { sku: product.sku, thickness_mm, weight_grams })
    refuse(done.refusal)
    if (done.refusal === null) on_close()
  }
  return (
    <Sheet title={product.name} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <WholeNumber
        label={t('terms.measures.mm')}
        value={thickness_mm}
        hint={t('terms.measures.mm.hint')}
        on_change={set_mm}
      />
      <WholeNumber label={t('terms.measures.grams')} value={weight_grams} on_change={set_grams} />
      <div class="sheet-actions">
        <Button kind="primary" icon="check" on_press={() => void keep()}>
          {t('terms.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
