export { ImportPage } from './import_page'
export { ImportsPage } from './imports_page'
