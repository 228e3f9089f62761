export { ask_masters } from './asks'
export { MastersPage } from './masters_page'
