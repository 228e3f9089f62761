import { useState } from 'preact/hooks'
import { Button, Icon, Quiet, Spinner } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_label_choices } from '../labels'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_serial_products, begin_serials, end_serials, type SerialProduct } from './asks'

const NEVER = () => false

/** シリアル管理: the goods of which each piece is asked for its serial number when it is packed. */
export function SerialProducts() {
  const { value, refusal, again } = use_answer('serial products', ask_serial_products, NEVER)
  const [is_adding, add] = useState(false)
  const [refused, refuse] = useState<Refusal | null>(null)
  const end = async ({ product }: SerialProduct) => {
    refuse((await end_serials(product)).refusal)
    again()
  }
  return (
    <section class="terms-part" aria-labelledby="terms-serials">
      <div class="terms-head">
        <h2 id="terms-serials">{t('terms.serials')}</h2>
        <Button icon="tag" on_press={() => add(true)}>
          {t('terms.serials.add')}
        </Button>
      </div>
      <p class="faint">{t('terms.serials.hint')}</p>
      {refusal !== null && <Trouble refusal={refusal} again={again} />}
      {refused !== null && <Trouble refusal={refused} />}
      {value === null && refusal === null && <Spinner label={t('common.wait')} />}
      {value?.products.length === 0 && <Quiet icon="tag" title={t('terms.serials.none')} />}
      {value !== null && value.products.length > 0 && (
        <Products products={value.products} on_end={(product) => void end(product)} />
      )}
      {is_adding && (
        <SerialSheet
          on_close={() => {
            add(false)
            again()
          }}
        />
      )}
    </section>
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
                <button
                  type="button"
                  class="deed"
                  aria-label={t('terms.serials.end.of', { sku: product.sku })}
                  onClick={() => on_end(product)}
                >
                  <Icon name="close" size_px={15} />
                  {t('terms.serials.end')}
                </button>
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
