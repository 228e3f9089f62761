import type { Counted, Problem, RuleLanguage } from './asks'
import type { Node } from './tree'

/** What every part of a condition needs while it is being written. */
export type Editing = {
  language: RuleLanguage
  /** Where each part stands for the server: key → path. */
  paths: ReadonlyMap<number, string>
  problems: readonly Problem[]
  counted: Counted | null
  replace: (key: number, by: Node | null) => void
}
