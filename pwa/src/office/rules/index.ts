/** ルール: what a shop wants done with an order when something is true of it. */
export { RulePage } from './rule_page'
export { RulesPage } from './rules_page'
export { WhyView } from './why_view'
