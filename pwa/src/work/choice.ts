// What a worker has chosen to do: picking, unless something else; kept on the device, so that a reload comes back to it.
import { signal } from '@preact/signals'
import type { Journal } from '../journal'
import type { TaskKind } from '../server_api'

/** null: picking, as the next cart comes. `choice`: looking at what else there is to do. */
export type ChosenWork = TaskKind | 'choice' | null

export const chosen_work = signal<ChosenWork>(null)

const SETTING = 'chosen_work'
let memory: Journal | null = null

export async function recall_chosen_work(journal: Journal): Promise<void> {
  memory = journal
  chosen_work.value = await journal.setting<ChosenWork>(SETTING)
}

export function choose_work(chosen: ChosenWork): void {
  chosen_work.value = chosen
  memory?.keep_setting(SETTING, chosen).catch(() => undefined)
}
