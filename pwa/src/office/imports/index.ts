export { ImportPage } from './import_page'
export { ImportsPage } from './imports_page'
export { ProblemTable } from './problem_table'
