import { useState } from 'preact/hooks'
import { Button, Icon, Quiet, Spinner } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_label_choices } from '../labels'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_measures, type Measured, write_measure } from './asks'
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
    <section class="terms-part" aria-labelledby="terms-measures">
      <div class="terms-head">
        <h2 id="terms-measures">{t('terms.measures')}</h2>
      </div>
      <p class="faint">{t('terms.measures.hint')}</p>
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
    </section>
  )
}

function Found({ owner, word }: { owner: string; word: string }) {
  const { value, refusal, again } = use_answer(
    `measures ${owner} ${word}`,
    () => ask_measures(owner, word),
    NEVER,
  )
  const [open, change] = useState<Measured | null>(null)
  if (refusal !== null) return <Trouble refusal={refusal} again={again} />
  if (value === null) return <Spinner label={t('common.wait')} />
  if (value.products.length === 0) return <Quiet icon="box" title={t('terms.measures.none')} />
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
            {value.products.slice(0, SHOWN_MAX).map((one) => (
              <tr key={one.product}>
                <td>
                  {one.name} <span class="code faint">{one.sku}</span>
                </td>
                <td class="col-number">{measure_said(one.thickness_mm)}</td>
                <td class="col-number">{measure_said(one.weight_grams)}</td>
                <td class="col-deeds">
                  <button
                    type="button"
                    class="deed"
                    aria-label={t('terms.measures.change.of', { sku: one.sku })}
                    onClick={() => change(one)}
                  >
                    <Icon name="pencil" size_px={15} />
                    {t('terms.measures.change')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {value.products.length > SHOWN_MAX && (
        <p class="faint">{t('terms.measures.more', { n: value.products.length - SHOWN_MAX })}</p>
      )}
      {open !== null && (
        <MeasureSheet
          owner={owner}
          product={open}
          on_close={() => {
            change(null)
            again()
          }}
        />
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
