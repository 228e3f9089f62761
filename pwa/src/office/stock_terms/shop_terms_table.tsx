import { useState } from 'preact/hooks'
import { Icon, Spinner } from '../../interface'
import { t, t_code } from '../../words'
import { may } from '../may'
import { shop_name } from '../names'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_shop_terms, type ShopTerms } from './asks'
import { ShopTermsSheet } from './shop_terms_sheet'

const NEVER = () => false

/** What each shop asks of the goods of its orders. Supervisors read it, administrators change it. */
export function ShopTermsTable() {
  const { value, refusal, again } = use_answer('shop terms', ask_shop_terms, NEVER)
  const [open, set_open] = useState<ShopTerms | null>(null)
  const may_change = may(['administrator'])
  return (
    <section class="terms-part" aria-labelledby="terms-shops">
      <h2 id="terms-shops">{t('terms.shops')}</h2>
      <p class="faint">{t(may_change ? 'terms.shops.hint' : 'terms.shops.only_read')}</p>
      {refusal !== null && <Trouble refusal={refusal} again={again} />}
      {value === null && refusal === null && <Spinner label={t('common.wait')} />}
      {value !== null && (
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
              {value.shops.map((shop) => (
                <tr key={shop.shop}>
                  <td>{shop_name(shop.shop)}</td>
                  <td class="col-number">{t('terms.days', { n: shop.least_days_left })}</td>
                  <td class="col-number">{t('terms.pieces', { n: shop.safety_pieces })}</td>
                  <td>{t(shop.keeps_one_lot ? 'terms.yes' : 'terms.no')}</td>
                  <td>{t(shop.takes_partial ? 'terms.yes' : 'terms.no')}</td>
                  <td>{t_code('terms.on_short', shop.on_short)}</td>
                  <td class="col-deeds">
                    {may_change && (
                      <button
                        type="button"
                        class="deed"
                        aria-label={t('terms.change.of', { name: shop_name(shop.shop) })}
                        onClick={() => set_open(shop)}
                      >
                        <Icon name="settings" size_px={15} />
                        {t('terms.change')}
                      </button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open !== null && (
        <ShopTermsSheet
          shop={open}
          on_close={() => {
            set_open(null)
            again()
          }}
        />
      )}
    </section>
  )
}
