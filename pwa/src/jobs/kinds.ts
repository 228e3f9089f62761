// The kinds of work of the stock. Which there are says stock_work.ts, above all rooms; each is a chunk of its own.
import type { ComponentChildren, ComponentType } from 'preact'
import type { IconName } from '../interface'
import type { Job, TaskKind } from '../server_api'
import type { Kind } from '../vocabulary'

/** What a room of the stock shows; its front door has taught the job's table when it is here. */
export type StockRoom = {
  /** The job in hand, from its first scan to its end. */
  Screen: ComponentType<{ job: Job; header: ComponentChildren }>
}

/** A kind of work that anybody on the floor may choose. */
export type StockWork = {
  kind: TaskKind
  flow: string
  icon: IconName
  /** Labels that begin it at its queue without a task: a place to count. None: it is only done when it is told. */
  begins_with: readonly Kind[]
  /** Whether it may be begun by the button as well, with no scan. */
  begins_by_button: boolean
  open: () => Promise<StockRoom>
}

let offered: readonly StockWork[] = []

/** Say which kinds there are, in the order in which the choice shows them. Called once, before anything is drawn. */
export function offer_stock_work(kinds: readonly StockWork[]): void {
  offered = kinds
}

export function stock_work(): readonly StockWork[] {
  return offered
}

export function work_of_kind(kind: TaskKind): StockWork | null {
  return offered.find((work) => work.kind === kind) ?? null
}

export function work_of_flow(flow: string): StockWork | null {
  return offered.find((work) => work.flow === flow) ?? null
}
