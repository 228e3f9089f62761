export { concerns_orders } from './concerns'
export { OrderPage, type OrderView } from './order_page'
export { OrdersPage } from './orders_page'
