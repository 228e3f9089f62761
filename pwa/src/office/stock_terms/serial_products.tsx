import { useState } from 'preact/hooks'
import { Button, Quiet } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_label_choices } from '../labels'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_serial_products, begin_serials, end_serials, type SerialProduct } from './asks'
import { Answered, RowDeed, TermsPart } from './terms_part'

const NEVER = () => false

/** シリアル管理: the goods of which each piece is asked for its serial number when it is packed. */
export function SerialProducts() {
  const answer = use_answer('serial products', ask_serial_products, NEVER)
  const [is_adding, add] = useState(false)
  const [refused, refuse] = useState<Refusal | null>(null)
  const end = async ({ product }: SerialProduct) => {
    refuse((await end_serials(product)).refusal)
    answer.again()
  }
  return (
    <TermsPart
      id="terms-serials"
      title={t('terms.serials')}
      hint={t('terms.serials.hint')}
      deed={
        <Button icon="tag" on_press={() => add(true)}>
          {t('terms.serials.add')}
        </Button>
      }
    >
      <Answered by={answer} refused={refused}>
        {({ products }) =>
          products.length === 0 ? (
            <Quiet icon="tag" title={t('terms.serials.none')} />
          ) : (
            <Products products={products} on_end={(product) => void end(product)} />
          )
        }
      </Answered>
      {is_adding && (
        <SerialSheet
          on_close={() => {
            add(false)
            answer.again()
          }}
        />
      )}
    </TermsPart>
  )
}

type ProductsProps = {
  products: readonly SerialProduct[]
  on_end: (product: SerialProduct) => void
}

function Products({ products, on_end }: ProductsProps) {
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('terms.owner')}</th>
            <th>{t('terms.product')}</th>
            <th class="col-deeds">
              <span class="unseen">{t('terms.serials.end')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {products.map((product) => (
            <tr key={product.product}>
              <td>{product.owner}</td>
              <td>
                {product.name} {product.variant} <span class="code faint">{product.sku}</span>
              </td>
              <td class="col-deeds">
                <RowDeed
                  icon="close"
                  label={t('terms.serials.end.of', { sku: product.sku })}
                  on_press={() => on_end(product)}
                >
                  {t('terms.serials.end')}
                </RowDeed>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Which goods want serial numbers from now on. */
function SerialSheet({ on_close }: { on_close: () => void }) {
  const owners = use_answer('label choices', ask_label_choices, NEVER).value?.owners ?? []
  const [chosen, choose] = useState('')
  const [product, say] = useState('')
  const [refusal, refuse] = useState<Refusal | null>(null)
  const owner = chosen === '' ? (owners[0]?.code ?? '') : chosen
  const keep = async () => {
    const done = await begin_serials(owner, product.trim())
    refuse(done.refusal)
    if (done.refusal === null) on_close()
  }
  return (
    <Sheet title={t('terms.serials.add')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <ChoiceField
        label={t('terms.owner')}
        value={owner}
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
        on_choose={choose}
      />
      <TextField label={t('terms.product')} value={product} on_input={say} />
      <div class="sheet-actions">
        <Button
          kind="primary"
          icon="check"
          disabled={product.trim() === ''}
          on_press={() => void keep()}
        >
          {t('terms.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
