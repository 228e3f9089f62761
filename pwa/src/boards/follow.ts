import { batch, signal } from '@preact/signals'
import { subscribe } from '../live'
import { ask_board, type Told } from './ask_board'
import type { Snapshot } from './snapshot'

/** The newest snapshot; the last one stays on the wall while the next is on its way, or never comes. */
export const snapshot = signal<Snapshot | null>(null)
/** `performance.now()` when the server was last asked and said that this snapshot is the newest. */
export const confirmed_ms = signal<number | null>(null)
/** Why there was no answer; null when there was. */
export const trouble = signal<string | null>(null)

/** The least time between two questions: a burst of scans is one question. */
export const COALESCE_MS = 250
/** Push is a hint: a board that hears nothing asks this often, and so knows how old it is. */
export const ASK_ANYWAY_MS = 2_000

export type FollowOptions = { ask?: (last_text: string | null) => Promise<Told> }

/** Keep the snapshot current: at once when the feed pokes, else every two seconds. Returns what ends it. */
export function follow_board({ ask = ask_board }: FollowOptions = {}): () => void {
  let text: string | null = null
  let asked_ms = Number.NEGATIVE_INFINITY
  let asking = false
  let poked = false
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function plan(in_ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      question().catch(() => undefined)
    }, in_ms)
  }

  async function question(): Promise<void> {
    asking = true
    poked = false
    asked_ms = performance.now()
    const told = await ask(text)
    asking = false
    if (ended) return
    if (told.what === 'changed') text = told.text
    take(told, asked_ms)
    plan(poked ? until_next(asked_ms) : ASK_ANYWAY_MS)
  }

  function poke(): void {
    // Whatever this tells of may be missing from the answer that is on its way.
    if (asking) poked = true
    else plan(until_next(asked_ms))
  }

  const stop = subscribe('', poke, poke)
  plan(0)
  return () => {
    ended = true
    clearTimeout(timer)
    stop()
  }
}

function until_next(asked_ms: number): number {
  return Math.max(0, asked_ms + COALESCE_MS - performance.now())
}

/** An answer is as old as its question: what happened on the way may be missing from it. */
function take(told: Told, asked_ms: number): void {
  batch(() => {
    if (told.what === 'refused') {
      trouble.value = told.code
      return
    }
    trouble.value = null
    confirmed_ms.value = asked_ms
    if (told.what === 'changed') snapshot.value = told.snapshot
  })
}
