// The tasks of the stock that wait, the one this handheld offers next, and beginning one.
import { computed, signal } from '@preact/signals'
import { subscribe } from '../live'
import { type Answer, type Job, reach, server, type TaskCard, type TaskKind } from '../server_api'
import { device, take_job, worker } from '../work'
import { stock_work, work_of_kind } from './kinds'
import { open_room, open_room_of } from './rooms'

/** The open tasks of the floor and those in hand somewhere, the most urgent first. null: not known yet. */
const tasks = signal<TaskCard[] | null>(null)
export const is_beginning = signal(false)
/** A code of words: why the last try failed. */
export const fault = signal<string | null>(null)
/** Who was faster, when somebody was. */
export const taken_by = signal<string | null>(null)

export const is_known = computed(() => tasks.value !== null)

/**
 * The tasks of a kind that this worker may begin or go on with on this handheld; what it has begun itself comes
 * first.
 */
export function offered(kind: TaskKind): TaskCard[] {
  const own = device.value?.id ?? null
  const is_own = (task: TaskCard) => task.stage === 'claimed' && task.claimed_by_device === own
  const who = worker.value?.person.id ?? null
  const found = (tasks.value ?? []).filter(
    (task) =>
      task.kind === kind &&
      (task.not_for === null || task.not_for !== who) &&
      (task.stage === 'open' || is_own(task)),
  )
  return found.sort((one, other) => Number(is_own(other)) - Number(is_own(one)))
}

/** Load what waits; asked twice at once it loads once more after, never two at a time. */
async function load_tasks(): Promise<void> {
  is_stale = true
  loading ??= load_until_fresh().finally(() => {
    loading = null
  })
  return loading
}

let loading: Promise<void> | null = null
let is_stale = false

async function load_until_fresh(): Promise<void> {
  while (is_stale) {
    is_stale = false
    const answer = await reach(server.GET('/api/v1/tasks', { params: { query: {} } }))
    if (!answer.ok) continue
    const kinds = new Set(stock_work().map(({ kind }) => kind))
    tasks.value = answer.data.tasks.filter(({ kind }) => kinds.has(kind))
  }
}

/** Follow what waits while nothing is in hand. Returns what ends it. */
export function follow_tasks(): () => void {
  const reload = () => {
    load_tasks().catch(() => undefined)
  }
  reload()
  return subscribe('task:', reload, reload)
}

/** Take a task; exactly one device gets it. Tells whether it was this one. */
export async function take(task: TaskCard): Promise<boolean> {
  const path = { task_id: task.id }
  return begin(task.kind, () =>
    reach(server.POST('/api/v1/tasks/{task_id}/claim', { params: { path } })),
  )
}

/** Begin work that nobody has laid, with the scan it begins with. Tells whether it was begun. */
export async function start(kind: TaskKind, raw: string): Promise<boolean> {
  return begin(kind, () => reach(server.POST('/api/v1/tasks/start', { body: { kind, raw } })))
}

async function begin(kind: TaskKind, ask: () => Promise<Answer<Job>>): Promise<boolean> {
  const work = work_of_kind(kind)
  if (work === null || is_beginning.peek()) return false
  is_beginning.value = true
  fault.value = null
  taken_by.value = null
  try {
    // First the room: a job that could not be shown must not be taken from others.
    await open_room(work)
    return await receive(await ask())
  } catch {
    fault.value = 'offline'
    return false
  } finally {
    is_beginning.value = false
  }
}

async function receive(answer: Answer<Job>): Promise<boolean> {
  if (answer.ok) {
    await open_room_of(answer.data.flow)
    await take_job(answer.data)
    return true
  }
  const { by } = answer.detail
  if (typeof by === 'string') taken_by.value = by
  else fault.value = answer.code
  // Not waited for: the next label is heard at once.
  load_tasks().catch(() => undefined)
  return false
}
