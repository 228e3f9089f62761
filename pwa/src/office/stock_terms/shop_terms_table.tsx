import { useState } from 'preact/hooks'
import { t, t_code } from '../../words'
import { may } from '../may'
import { shop_name } from '../names'
import { use_answer } from '../use_answer'
import { ask_shop_terms, type ShopTerms } from './asks'
import { ShopTermsSheet } from './shop_terms_sheet'
import { Answered, RowDeed, TermsPart } from './terms_part'

const NEVER = () => false

/** What each shop asks of the goods of its orders. Supervisors read it, administrators change it. */
export function ShopTermsTable() {
  const answer = use_answer('shop terms', ask_shop_terms, NEVER)
  const [open, set_open] = useState<ShopTerms | null>(null)
  const may_change = may(['administrator'])
  return (
    <TermsPart
      id="terms-shops"
      title={t('terms.shops')}
      hint={t(may_change ? 'terms.shops.hint' : 'terms.shops.only_read')}
    >
      <Answered by={answer}>
        {({ shops }) => <Rows shops={shops} on_change={may_change ? set_open : null} />}
      </Answered>
      {open !== null && (
        <ShopTermsSheet
          shop={open}
          on_close={() => {
            set_open(null)
            answer.again()
          }}
        />
      )}
    </TermsPart>
  )
}

type RowsProps = { shops: readonly ShopTerms[]; on_change: ((shop: ShopTerms) => void) | null }

function Rows({ shops, on_change }: RowsProps) {
  return (
    <div class="rows-frame">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('terms.shop')}</th>
            <th class="col-number">{t('terms.least_days_left')}</th>
            <th class="col-number">{t('terms.safety_pieces')}</th>
            <th>{t('terms.keeps_one_lot')}</th>
            <th>{t('terms.takes_partial')}</th>
            <th>{t('terms.on_short')}</th>
            <th class="col-deeds">
              <span class="unseen">{t('terms.change')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shops.map((shop) => (
            <tr key={shop.shop}>
              <td>{shop_name(shop.shop)}</td>
              <td class="col-number">{t('terms.days', { n: shop.least_days_left })}</td>
              <td class="col-number">{t('terms.pieces', { n: shop.safety_pieces })}</td>
              <td>{t(shop.keeps_one_lot ? 'terms.yes' : 'terms.no')}</td>
              <td>{t(shop.takes_partial ? 'terms.yes' : 'terms.no')}</td>
              <td>{t_code('terms.on_short', shop.on_short)}</td>
              <td class="col-deeds">
                {on_change !== null && (
                  <RowDeed
                    icon="settings"
                    label={t('terms.change.of', { name: shop_name(shop.shop) })}
                    on_press={() => on_change(shop)}
                  >
                    {t('terms.change')}
                  </RowDeed>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
