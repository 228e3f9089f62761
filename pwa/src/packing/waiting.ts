// The totes that wait for a packer, as the idle screen lists them. Pure.
import type { TaskCard } from '../server_api'
import type { Language } from '../words'

export type WaitingTote = {
  task: number
  tote: string | null
  carrier: string
  lines: number
  pieces: number
  due_at: string
  /** Who packs it already, and since when. */
  taken: { by: string; at: string | null } | null
}

/** What can be packed now, the earliest cut-off first; what a colleague packs stands at the end. */
export function waiting_totes(cards: readonly TaskCard[], language: Language): WaitingTote[] {
  return cards
    .filter((card) => card.stage === 'open' || card.stage === 'claimed')
    .sort(most_urgent_first)
    .map((card) => ({
      task: card.id,
      tote: card.tote,
      carrier: card.carrier_name?.[language] ?? card.carrier,
      lines: card.lines,
      pieces: card.pieces,
      due_at: card.due_at,
      taken: card.stage === 'claimed' ? { by: card.claimed_by ?? '', at: card.claimed_at } : null,
    }))
}

function most_urgent_first(one: TaskCard, other: TaskCard): number {
  return (
    Number(one.stage === 'claimed') - Number(other.stage === 'claimed') ||
    Date.parse(one.due_at) - Date.parse(other.due_at) ||
    other.priority - one.priority ||
    one.id - other.id
  )
}
