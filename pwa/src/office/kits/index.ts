/** セット商品: what shops sell as one and the warehouse picks as several. */
export { KitsPage } from './kits_page'
