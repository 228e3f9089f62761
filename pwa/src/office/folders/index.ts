export { FoldersPage } from './folders_page'
