// The next carts, brought here while there is a network, whole and with their pictures.
import { effect } from '@preact/signals'
import { connected, subscribe } from '../live'
import { type Job, type Notice, reach, server } from '../server_api'
import { ahead, counts, job, keep_ahead, worker } from '../work'

/** How soon after a change the server is asked, in milliseconds; spread, for all handhelds hear the same news. */
const SOON_MS = 400
const SPREAD_MS = 1_600

let timer: ReturnType<typeof setTimeout> | undefined
/** How many may be kept; until the server has said, none is missing. */
let most = 0

/** Keep as many carts here as the server allows, as long as the page lives. Returns what ends it. */
export function take_carts_ahead(): () => void {
  const stop_following = subscribe('task:', hear, ask_soon)
  const stop_watching = effect(() => {
    // What has to be true for the server's picture to be this device's: nothing of it is on its way.
    if (connected.value && worker.value !== null && counts.value.stored === 0) {
      is_another_job(job.value)
      ask_soon()
    }
  })
  return () => {
    clearTimeout(timer)
    stop_following()
    stop_watching()
  }
}

/** Named so that the effect above runs again when another job is in hand, or none. */
function is_another_job(at_hand: Job | null): boolean {
  return at_hand !== null
}

function ask_soon(): void {
  clearTimeout(timer)
  timer = setTimeout(
    () => {
      bring().catch(() => undefined)
    },
    SOON_MS + Math.random() * SPREAD_MS,
  )
}

function hear({ kind, topic }: Notice): void {
  const is_kept = ahead.value.some(({ task }) => topic === `task:${task.id}`)
  if (is_kept && kind === 'task_wanted') give_back(topic).catch(() => undefined)
  else if (is_kept || (kind === 'task_opened' && ahead.value.length < most)) ask_soon()
}

/** Ask for what this device may keep, and keep exactly that. */
async function bring(): Promise<void> {
  const in_hand = job.value?.task.id ?? null
  if (!is_settled()) return
  const answer = await reach(server.POST('/api/v1/tasks/ahead', { body: { in_hand } }))
  if (!answer.ok) return
  most = answer.data.most
  // A cart begun or laid down meanwhile: the answer speaks of another moment.
  if (!is_settled() || (job.value?.task.id ?? null) !== in_hand) return ask_soon()
  await keep_ahead(answer.data.jobs)
  for (const one of answer.data.jobs) await bring_pictures(one)
}

function is_settled(): boolean {
  return worker.value !== null && counts.value.stored === 0
}

/** The service worker keeps them. One after another: a scan that is handed in must not wait behind pictures. */
async function bring_pictures({ products }: Job): Promise<void> {
  for (const { picture } of Object.values(products)) {
    if (picture !== null) await fetch(picture)
  }
}

/** Somebody stands idle: let go of a cart that was not begun here. First here, then on the server. */
async function give_back(topic: string): Promise<void> {
  const given = ahead.value.find(
    ({ task, revision }) => topic === `task:${task.id}` && revision === 0,
  )
  if (given === undefined) return
  await keep_ahead(ahead.value.filter((one) => one !== given))
  await release(given)
}

/** Somebody leaves this handheld: the carts that were not begun are for others. */
export async function give_carts_back(): Promise<void> {
  clearTimeout(timer)
  const given = ahead.value.filter(({ revision }) => revision === 0)
  for (const one of given) {
    if (await release(one)) await keep_ahead(ahead.value.filter((kept) => kept !== one))
  }
}

async function release({ task }: Job): Promise<boolean> {
  const path = { task_id: task.id }
  const answer = await reach(server.POST('/api/v1/tasks/{task_id}/release', { params: { path } }))
  return answer.ok || answer.status === 409
}
