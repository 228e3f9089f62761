/** 在庫: what lies where, now and at any past moment; how it came there; what is old, rests or expires. */
export { StockPage } from './stock_page'
