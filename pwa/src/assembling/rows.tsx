import type { ComponentChildren } from 'preact'
import { product_words } from '../goods'
import type { Product } from '../server_api'
import { t } from '../words'

/** As many rows as leave the verdict of a scan in sight. */
const ROWS_MAX = 3

export function Rows({ of }: { of: ComponentChildren[] }) {
  const more = of.length > ROWS_MAX ? of.length - ROWS_MAX + 1 : 0
  return (
    <ul class="job-goods">
      {of.slice(0, of.length - more)}
      {more > 0 && <li>{t('assemble.more', { n: more })}</li>}
    </ul>
  )
}

type NameProps = { product: Product | null; lot?: string | null; place?: string }

export function Name({ product, lot = null, place }: NameProps) {
  return (
    <span class="job-goods-name">
      {place !== undefined && <b>{place}</b>}
      {product === null ? '' : product_words(product, null)}
      {lot !== null && <small>{t('goods.lot', { lot })}</small>}
    </span>
  )
}
