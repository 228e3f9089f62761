/** 在庫の決まり: what shops ask of goods, which shelves people pick from, and counts of whole zones. */
export { StockTermsPage } from './stock_terms_page'
