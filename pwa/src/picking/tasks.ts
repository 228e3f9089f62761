// Which task this handheld offers next, and taking it.
import { batch, signal } from '@preact/signals'
import { subscribe } from '../live'
import { type Answer, type Job, type Notice, reach, server, type TaskCard } from '../server_api'
import { has_job, take_job } from '../work'
import { pictures_of } from './cart_view'

/** Why the task that was shown is not offered any more. */
export type Gone = { number: string; by: string | null; is_taken: boolean }

/** null: not known yet. */
export const open_tasks = signal<TaskCard[] | null>(null)
export const is_taking = signal(false)
export const gone = signal<Gone | null>(null)
/** A code of words: why the last try failed. */
export const fault = signal<string | null>(null)

/** The task offered: the earliest cut-off first, then the higher priority, then the older. */
export function offered(tasks: TaskCard[]): TaskCard | null {
  const due = ({ due_at }: TaskCard) => (due_at === null ? Number.MAX_SAFE_INTEGER : Date.parse(due_at))
  const sorted = [...tasks].sort(
    (one, other) => due(one) - due(other) || other.priority - one.priority || one.id - other.id,
  )
  return sorted[0] ?? null
}

let loading: Promise<void> | null = null
let is_stale = false

/** Load the open tasks; called twice at once it loads once more after, never two at a time. */
export function load_tasks(): Promise<void> {
  is_stale = true
  loading ??= load_until_fresh().finally(() => {
    loading = null
  })
  return loading
}

async function load_until_fresh(): Promise<void> {
  while (is_stale) {
    is_stale = false
    const query = { kind: 'pick', stage: 'open' } as const
    const answer = await reach(server.GET('/api/v1/tasks', { params: { query } }))
    if (answer.ok) show(answer.data.tasks)
  }
}

function show(tasks: TaskCard[]): void {
  const before = open_tasks.value === null ? null : offered(open_tasks.value)
  batch(() => {
    open_tasks.value = tasks
    fault.value = null
    const is_still_there = before === null || tasks.some(({ id }) => id === before.id)
    if (!is_still_there && !is_taking.value && gone.value?.number !== before.number) {
      gone.value = { number: before.number, by: null, is_taken: false }
    }
  })
}

/** Follow what happens to tasks while nothing is in hand. Returns what ends it. */
export function follow_tasks(): () => void {
  const reload = () => {
    load_tasks().catch(() => undefined)
  }
  reload()
  return subscribe('task:', (notice) => hear(notice, reload), reload)
}

function hear(notice: Notice, reload: () => void): void {
  if (has_job.value) return
  const shown = offered(open_tasks.value ?? [])
  const is_ours = shown !== null && notice.topic === `task:${shown.id}`
  if (is_ours && notice.kind === 'task_claimed' && !is_taking.value) {
    const { person } = notice.body
    gone.value = {
      number: shown.number,
      by: typeof person === 'string' ? person : null,
      is_taken: true,
    }
    open_tasks.value = (open_tasks.value ?? []).filter(({ id }) => id !== shown.id)
  }
  reload()
}

/** Take a task; exactly one handheld gets it. Tells whether it was this one. */
export async function take_task(task: TaskCard): Promise<boolean> {
  if (is_taking.value) return false
  is_taking.value = true
  const path = { task_id: task.id }
  const answer = await reach(server.POST('/api/v1/tasks/{task_id}/claim', { params: { path } }))
  await receive(task, answer)
  is_taking.value = false
  return answer.ok
}

async function receive(task: TaskCard, answer: Answer<Job>): Promise<void> {
  if (answer.ok) {
    batch(() => {
      gone.value = null
      fault.value = null
    })
    await take_job(answer.data)
    fetch_pictures(answer.data)
    return
  }
  if (answer.code !== 'task_taken') {
    fault.value = answer.code
    if (answer.status === 404) await load_tasks()
    return
  }
  const { by } = answer.detail
  gone.value = { number: task.number, by: typeof by === 'string' ? by : null, is_taken: true }
  open_tasks.value = (open_tasks.value ?? []).filter(({ id }) => id !== task.id)
  await load_tasks()
}

/** Bring the pictures of a walk now, while there is a network; the service worker keeps them. */
function fetch_pictures(job: Job): void {
  for (const url of pictures_of(job)) fetch(url).catch(() => undefined)
}
