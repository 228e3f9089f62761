import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { subscribe } from '../live'
import type { Notice } from '../server_api'
import type { Refusal, Reply } from './ask'

export type Answer<T> = {
  /** The newest answer; the one before it stays on the screen while the next is on its way. */
  value: T | null
  refusal: Refusal | null
  busy: boolean
  /** `performance.now()` of the newest answer; null before the first. */
  answered_ms: number | null
  /** Ask again now. */
  again: () => void
}

type Heard<T> = {
  key: string
  value: T | null
  refusal: Refusal | null
  answered_ms: number | null
}

/** Notices come in bursts of one scan each; one question answers a whole burst. */
const COALESCE_MS = 350

/** Push is a hint: a page that hears nothing asks by itself this often. */
const ASK_ANYWAY_MS = 30_000

/**
 * Ask, show, and ask again whenever the feed tells of something this answer depends on.
 *
 * Args:
 *   key: what is asked for; another key is another question.
 *   question: asks the server; read anew for every question.
 *   concerns: whether a notice can change the answer.
 */
export function use_answer<T>(
  key: string,
  question: () => Promise<Reply<T>>,
  concerns: (notice: Notice) => boolean,
): Answer<T> {
  const [heard, hear] = useState<Heard<T>>({
    key: '',
    value: null,
    refusal: null,
    answered_ms: null,
  })
  const [turn, take_turn] = useState(0)
  const [busy, set_busy] = useState(true)
  const newest = useRef({ question, concerns })
  newest.current = { question, concerns }

  // biome-ignore lint/correctness/useExhaustiveDependencies: another key or a new turn is the wish to ask
  useEffect(() => {
    let wanted = true
    set_busy(true)
    void newest.current.question().then((reply) => {
      if (!wanted) return
      set_busy(false)
      hear((before) => join(before, key, reply))
    })
    return () => {
      wanted = false
    }
  }, [key, turn])

  const again = useCallback(() => take_turn((last) => last + 1), [])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = null
        again()
      }, COALESCE_MS)
    }
    const hear = (notice: Notice) => {
      if (newest.current.concerns(notice)) soon()
    }
    const stop = subscribe('', hear, soon)
    const anyway = setInterval(() => {
      if (document.visibilityState === 'visible') again()
    }, ASK_ANYWAY_MS)
    return () => {
      stop()
      clearInterval(anyway)
      if (timer !== null) clearTimeout(timer)
    }
  }, [again])

  return { value: heard.value, refusal: heard.refusal, busy, answered_ms: heard.answered_ms, again }
}

/** A failed question keeps the last answer of the same key: old and marked is better than empty. */
function join<T>(before: Heard<T>, key: string, reply: Reply<T>): Heard<T> {
  if (reply.refusal === null) {
    return { key, value: reply.value, refusal: null, answered_ms: performance.now() }
  }
  const kept = before.key === key ? before : { value: null, answered_ms: null }
  return { key, value: kept.value, refusal: reply.refusal, answered_ms: kept.answered_ms }
}
