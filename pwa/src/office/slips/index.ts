/** 送り状: files for the carriers' label programs, numbers back, and who sends. */
export { SlipsPage } from './slips_page'
