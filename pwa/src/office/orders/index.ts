export { concerns_orders } from './concerns'
export { OrderPage } from './order_page'
export { OrdersPage } from './orders_page'
