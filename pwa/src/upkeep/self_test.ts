// Storage is a suspect: what this device remembers of itself is held against what the server knows of it.
import { effect } from '@preact/signals'
import type { Journal } from '../journal'
import { connected } from '../live'
import { reach, server } from '../server_api'
import { recount, storage_fault } from '../work'

/**
 * Prove the storage whenever the way to the server opens. `wake_courier` is called when events have to be handed
 * in again. Returns what ends it.
 */
export function prove_storage(journal: Journal, wake_courier: () => void): () => void {
  return effect(() => {
    if (connected.value) prove_once(journal, wake_courier).catch(() => undefined)
  })
}

async function prove_once(journal: Journal, wake_courier: () => void): Promise<void> {
  const { incarnation, next_seq } = await journal.identity()
  const is_storage_kept = (await navigator.storage?.persisted?.()) ?? null
  const body = { incarnation, storage_kept: is_storage_kept }
  const answer = await reach(server.POST('/api/v1/devices/me/self-test', { body }))
  if (!answer.ok) return
  const { highest, lived_before } = answer.data
  if (highest >= next_seq) {
    // An older copy of this storage was brought back: its next numbers are used up.
    await journal.begin_anew(incarnation)
    storage_fault.value = 'older'
  } else if (lived_before && next_seq === 0) storage_fault.value = 'wiped'
  else if ((await journal.hand_in_again(highest)) > 0) {
    await recount()
    wake_courier()
  }
}
