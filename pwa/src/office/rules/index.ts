/** ルール: what a shop wants done with an order when something is true of it; its conditions, for others that ask. */
export { ask_language, type Counted, count_matches, type RuleLanguage } from './asks'
export { BlockBox } from './block_box'
export { RulePage } from './rule_page'
export { RulesPage } from './rules_page'
export { condition_said, type FactsByName, node_said, number_said, problem_said } from './said'
export { type Block, condition_of, type Node, paths_of, replaced, tree_of } from './tree'
export { WhyView } from './why_view'
