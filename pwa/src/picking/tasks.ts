// Which task this handheld offers next, and taking it.
import { batch, computed, signal } from '@preact/signals'
import { connected, subscribe } from '../live'
import { type Answer, type Job, reach, server, type TaskCard } from '../server_api'
import { ahead, counts, device, has_job, take_job } from '../work'
import { pictures_of } from './pictures'

/** Why the task that was shown is not offered any more. */
export type Gone = { number: string; by: string | null; is_taken: boolean }

/** The open tasks of the floor, and those in hand elsewhere. null: not known yet. */
export const tasks = signal<TaskCard[] | null>(null)
export const is_taking = signal(false)
export const gone = signal<Gone | null>(null)
/** A code of words: why the last try failed. */
export const fault = signal<string | null>(null)

function is_held_by(task: TaskCard, own_device: number | null): boolean {
  return task.stage === 'claimed' && task.claimed_by_device === own_device
}

/** The tasks this handheld may begin or go on with, the one to offer first. */
export function offered(known: TaskCard[], own_device: number | null): TaskCard[] {
  const is_own = (task: TaskCard) => is_held_by(task, own_device)
  return known
    .filter((task) => task.stage === 'open' || is_own(task))
    .sort(
      (one, other) =>
        // A job that this device already has was interrupted: it comes before everything else.
        Number(is_own(other)) - Number(is_own(one)) ||
        other.priority - one.priority ||
        Date.parse(one.due_at) - Date.parse(other.due_at) ||
        one.id - other.id,
    )
}

/** The carts that were taken ahead: open to this handheld alone, with or without a network. */
const kept = computed(() =>
  ahead.value.map(
    ({ revision, task }): TaskCard => (revision > 0 ? task : { ...task, stage: 'open' }),
  ),
)

/** The task on the screen. Without a network only what is kept here can be begun. */
export const offer = computed(() => {
  const is_kept = new Set(kept.value.map(({ id }) => id))
  const own = device.value?.id ?? null
  const is_cut_off = !connected.value && is_kept.size > 0
  const has_unsent = counts.value.stored > 0
  const listed = (tasks.value ?? []).filter(
    // What was done here and is not handed in, the list does not know yet.
    (task) => !(is_kept.has(task.id) || (has_unsent && is_held_by(task, own))),
  )
  return offered(is_cut_off ? kept.value : [...kept.value, ...listed], own)
})

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
    if (answer.ok && offer.value.length === 0 && answer.data.tasks.length > 0) ask_for_one()
  }
}

/** How long to wait before other handhelds are asked again, in milliseconds. */
const ASKED_MS = 20_000
let asked_at = -ASKED_MS

/** Everything is taken: who has a cart only ahead gives it back, and it appears here by itself. */
function ask_for_one(): void {
  if (has_job.value || performance.now() - asked_at < ASKED_MS) return
  asked_at = performance.now()
  reach(server.POST('/api/v1/tasks/wanted')).catch(() => undefined)
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
  const here = ahead.value.find((one) => one.task.id === task.id)
  if (here !== undefined) {
    await receive(task, { ok: true, data: here })
    is_taking.value = false
    return true
  }
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
