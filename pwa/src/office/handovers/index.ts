export { HandoversPage } from './handovers_page'
