export { type MasterKind, MastersPage } from './masters_page'
