import { computed, signal } from '@preact/signals'
import { subscribe } from '../live'
import { reach, server, type TaskCard } from '../server_api'
import { language } from '../words'
import { waiting_totes } from './waiting'

const cards = signal<TaskCard[] | null>(null)

/** The totes that wait for a packer, in the language of the screen; null before the server has answered. */
export const waiting = computed(() =>
  cards.value === null ? null : waiting_totes(cards.value, language.value),
)

/** When the list was last known to be right, milliseconds since 1970. */
export const waiting_known_at = signal(0)

/** Several notices in a row (a whole cart is finished) are one look, in milliseconds. */
const GATHER_MS = 80

/** Keep the list as the server has it: now, after every change of a task, and after a gap. Returns what ends it. */
export function follow_waiting(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let is_looking = false
  let is_asked_again = false

  async function look(): Promise<void> {
    if (is_looking) {
      is_asked_again = true
      return
    }
    is_looking = true
    do {
      is_asked_again = false
      await load()
    } while (is_asked_again)
    is_looking = false
  }

  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void look(), GATHER_MS)
  }
  const stop = subscribe('task:', soon, soon)
  void look()
  return () => {
    clearTimeout(timer)
    stop()
  }
}

async function load(): Promise<void> {
  const answer = await reach(server.GET('/api/v1/tasks', { params: { query: { kind: 'pack' } } }))
  if (!answer.ok) return
  cards.value = answer.data.tasks
  waiting_known_at.value = Date.now()
}
