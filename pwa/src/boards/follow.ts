import { batch, signal } from '@preact/signals'
import { set_server_time } from '../interface'
import { subscribe } from '../live'
import { ask_board, type Told } from './ask_board'
import type { Snapshot } from './snapshot'

/** The newest snapshot; the last one stays on the wall while the next is on its way, or never comes. */
export const snapshot = signal<Snapshot | null>(null)
/** `performance.now()` when the server last said that this snapshot is the newest. */
export const confirmed_ms = signal<number | null>(null)
/** Why there was no answer; null when there was. */
export const trouble = signal<string | null>(null)

/** The least time between two questions: a burst of scans is one question. */
export const COALESCE_MS = 250
/** Push is a hint: a board that hears nothing asks this often, and so knows how old it is. */
const ASK_ANYWAY_MS = 2_000
/** Paces and ages change without a notice: this often the answer "nothing has changed" is not wanted. */
const AFRESH_MS = 20_000

export type FollowOptions = { ask?: (tag: string | null) => Promise<Told> }

/** Keep the snapshot current: at once when the feed pokes, else every two seconds. Returns what ends it. */
export function follow_board({ ask = ask_board }: FollowOptions = {}): () => void {
  let tag: string | null = null
  let taken_ms = Number.NEGATIVE_INFINITY
  let asked_ms = Number.NEGATIVE_INFINITY
  let asking = false
  let wanted_again = false
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function plan(in_ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      question().catch(() => undefined)
    }, in_ms)
  }

  async function question(): Promise<void> {
    if (asking || ended) return
    asking = true
    wanted_again = false
    asked_ms = performance.now()
    const told = await ask(asked_ms - taken_ms > AFRESH_MS ? null : tag)
    asking = false
    if (ended) return
    if (told.what === 'changed') {
      tag = told.tag
      taken_ms = asked_ms
    }
    take(told, asked_ms)
    plan(wanted_again ? COALESCE_MS : ASK_ANYWAY_MS)
  }

  function poke(): void {
    if (asking) {
      wanted_again = true
      return
    }
    plan(Math.max(0, asked_ms + COALESCE_MS - performance.now()))
  }

  const stop = subscribe('', poke, poke)
  plan(0)
  return () => {
    ended = true
    clearTimeout(timer)
    stop()
  }
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
    if (told.what === 'same') return
    set_server_time(told.snapshot.server_time)
    snapshot.value = told.snapshot
  })
}
