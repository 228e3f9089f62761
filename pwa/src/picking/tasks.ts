// Which task this handheld offers next, and taking it.
import { batch, computed, signal } from '@preact/signals'
import { subscribe } from '../live'
import { type Answer, type Job, reach, server, type TaskCard } from '../server_api'
import { device, has_job, take_job } from '../work'
import { pictures_of } from './cart_view'

/** Why the task that was shown is not offered any more. */
export type Gone = { number: string; by: string | null; is_taken: boolean }

/** The open tasks of the floor, and those in hand elsewhere. null: not known yet. */
export const tasks = signal<TaskCard[] | null>(null)
export const is_taking = signal(false)
export const gone = signal<Gone | null>(null)
/** A code of words: why the last try failed. */
export const fault = signal<string | null>(null)

/** The tasks this handheld may begin or go on with, the one to offer first. */
export function offered(known: TaskCard[], own_device: number | null): TaskCard[] {
  const is_own = (task: TaskCard) =>
    task.stage === 'claimed' && task.claimed_by_device === own_device
  return known
    .filter((task) => task.stage === 'open' || is_own(task))
    .sort(
      (one, other) =>
        // A job that this device already has was interrupted: it comes before everything else.
        Number(is_own(other)) - Number(is_own(one)) ||
        Date.parse(one.due_at) - Date.parse(other.due_at) ||
        other.priority - one.priority ||
        one.id - other.id,
    )
}

/** The task on the screen. */
export const offer = computed(() =>
  tasks.value === null ? [] : offered(tasks.value, device.value?.id ?? null),
)

let loading: Promise<void> | null = null
let is_stale = false

/** Load the tasks; asked twice at once it loads once more after, never two at a time. */
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
    const query = { kind: 'pick' } as const
    const answer = await reach(server.GET('/api/v1/tasks', { params: { query } }))
    if (answer.ok) show(answer.data.tasks)
  }
}

function show(loaded: TaskCard[]): void {
  const before = offer.value[0]
  batch(() => {
    tasks.value = loaded
    fault.value = null
    if (before === undefined || is_taking.value || has_job.value) return
    if (offer.value.some(({ id }) => id === before.id)) return
    const now_held = loaded.find(({ id }) => id === before.id)
    gone.value = {
      number: before.number,
      by: now_held?.claimed_by ?? null,
      is_taken: now_held !== undefined,
    }
  })
}

/** Follow what happens to tasks while nothing is in hand. Returns what ends it. */
export function follow_tasks(): () => void {
  const reload = () => {
    load_tasks().catch(() => undefined)
  }
  reload()
  return subscribe('task:', reload, reload)
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
  tasks.value = (tasks.value ?? []).filter(({ id }) => id !== task.id)
  await load_tasks()
}

/** Bring the pictures of a walk now, while there is a network; the service worker keeps them. */
function fetch_pictures(job: Job): void {
  for (const url of pictures_of(job)) fetch(url).catch(() => undefined)
}
