import './stock_terms.css'
import { t } from '../../words'
import { Page } from '../page'
import { CustomerTermsTable } from './customer_terms_table'
import { FaceTable } from './face_table'
import { LimitsTable } from './limits_table'
import { MeasuresTable } from './measures_table'
import { SerialProducts } from './serial_products'
import { ShopTermsTable } from './shop_terms_table'
import { ZoneCount } from './zone_count'

/** 在庫の決まり: by what goods are promised, where they are picked from, whose pieces are named, and when they are counted. */
export function StockTermsPage() {
  return (
    <Page title={t('terms.title')} long>
      <ShopTermsTable />
      <CustomerTermsTable />
      <FaceTable />
      <SerialProducts />
      <MeasuresTable />
      <LimitsTable />
      <ZoneCount />
    </Page>
  )
}
