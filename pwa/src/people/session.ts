// Who is at this device: enrolled or not, logged in or not, and what is remembered of it without a network.
import { batch, signal } from '@preact/signals'
import { set_server_time, type Theme } from '../interface'
import type { Journal } from '../journal'
import { type Device, type Me, reach, server } from '../server_api'
import { type Language, language_of, speak } from '../words'
import { device, is_spoken, mute, type Worker, worker } from '../work'
import { forget_break, start_resting } from './rest'

export type Hand = 'right' | 'left'

/** What a worker chose for themselves; it waits for them on this device. */
export type OwnChoices = { hand: Hand; speech: boolean }

/** unknown: the server has not been asked yet, and nothing is remembered. */
export type Enrolment = 'unknown' | 'enrolled' | 'not_enrolled' | 'revoked'

export const enrolment = signal<Enrolment>('unknown')
/** What the worker chose for this device's screen and speaker. */
export const theme = signal<Theme>(usual_theme())
export const is_quiet = signal(false)
/** In which hand the device is held. */
export const hand = signal<Hand>('right')
/** The login ended by itself, not by a press of the button. */
export const session_is_over = signal(false)
/** Whether the browser has promised not to clear this device's storage; null where it cannot say. */
export const is_storage_kept = signal<boolean | null>(null)
/** When the server last said who is here, milliseconds since 1970. */
export const server_seen_at = signal<number | null>(null)
export const server_version = signal<string | null>(null)

let memory: Journal | null = null

/** Where people's settings are kept; null before anything of this device is known. */
export function people_memory(): Journal | null {
  return memory
}

/** An answer older than this, of a tab that had to wait for its turn, is asked for again, in milliseconds. */
const STILL_TRUE_MS = 5_000

/** What was asked before anything of this device was known, and when. */
let asked_first: { at_ms: number; answer: ReturnType<typeof ask_me> } | null = null
let on_login: () => void = () => undefined
let wake_courier: () => void = () => undefined
let before_leaving: () => Promise<void> = async () => undefined

/** Dark in the hand; light on a bench, where pictures of goods are compared with goods. */
function usual_theme(): Theme {
  return location.pathname.startsWith('/pack') ? 'light' : 'dark'
}

/** What people's comings and goings set in motion. */
export type PeopleOptions = {
  journal: Journal
  /** Somebody logged in, or the device was enrolled: what waited for that may go on. */
  on_login: () => void
  wake_courier: () => void
  /** What has to be given back while the server still knows who leaves. */
  before_leaving: () => Promise<void>
}

function ask_me() {
  return reach(server.GET('/api/v1/me'))
}

/** Send the question who is here on its way; the answer is awaited when this device knows itself. */
export function ask_ahead(): void {
  asked_first = { at_ms: performance.now(), answer: ask_me() }
}

/** Language, light and sound as they were chosen on this device; needs no server and no turn of this tab. */
export async function recall_choices(journal: Journal): Promise<void> {
  memory = journal
  const [remembered, look, quiet, chosen] = await Promise.all([
    journal.setting<Worker>('worker'),
    journal.setting<Theme>('theme'),
    journal.setting<boolean>('quiet'),
    journal.setting<Language>('language'),
  ])
  theme.value = look ?? usual_theme()
  is_quiet.value = quiet ?? false
  mute(is_quiet.value)
  speak(chosen ?? language_of(remembered?.person.language ?? 'ja'))
}

/** Begin with what this device remembers; then ask the server. */
export async function start_people(options: PeopleOptions): Promise<void> {
  const { journal } = options
  memory = journal
  on_login = options.on_login
  wake_courier = options.wake_courier
  before_leaving = options.before_leaving
  const [identity, remembered] = await Promise.all([
    journal.identity(),
    journal.setting<Worker>('worker'),
  ])
  batch(() => {
    device.value = identity.device
    enrolment.value = identity.device === null ? 'unknown' : 'enrolled'
    worker.value = remembered
  })
  await recall_own_choices()
  await start_resting(journal)
  is_storage_kept.value = (await navigator.storage?.persisted?.()) ?? null
  await ask_who_is_here()
}

/** Ask the server who is here; without an answer what is remembered stays. */
export async function ask_who_is_here(): Promise<void> {
  const first = asked_first
  asked_first = null
  const is_true = first !== null && performance.now() - first.at_ms < STILL_TRUE_MS
  const answer = await (is_true ? first.answer : ask_me())
  if (answer.ok) await take_me(answer.data)
  else if (enrolment.value === 'unknown') enrolment.value = 'not_enrolled'
}

async function take_me(me: Me): Promise<void> {
  server_seen_at.value = Date.now()
  server_version.value = me.app.version
  set_server_time(me.server_time)
  if (me.device === null) {
    enrolment.value = device.value === null ? 'not_enrolled' : 'revoked'
    return
  }
  await take_device(me.device)
  const left = await memory?.setting<string>('left_session')
  if (me.session !== null && me.session === left) {
    // Logged out here while there was no network; now the server can be told.
    await leave_on_server()
    return
  }
  if (me.person !== null && me.session !== null) {
    await take_worker({ person: me.person, session: me.session })
  } else if (worker.value !== null) {
    session_is_over.value = true
    await take_worker(null)
  }
}

/** This device is known to the server. */
export async function take_device(known: Device): Promise<void> {
  await memory?.belong_to(known)
  batch(() => {
    device.value = known
    enrolment.value = 'enrolled'
  })
}

/** Somebody is here now, or nobody. */
export async function take_worker(now: Worker | null): Promise<void> {
  const before = worker.value
  worker.value = now
  await memory?.keep_setting('worker', now)
  if (before?.session === now?.session) return
  forget_break()
  if (now === null) return
  session_is_over.value = false
  await recall_own_choices()
  await choose_language(language_of(now.person.language))
  on_login()
}

/** Log out here at once, and on the server as soon as it can be reached. What was scanned stays. */
export async function log_out(): Promise<void> {
  await memory?.keep_setting('left_session', worker.value?.session ?? null)
  await take_worker(null)
  await leave_on_server()
}

async function leave_on_server(): Promise<void> {
  await before_leaving()
  const answer = await reach(server.DELETE('/api/v1/sessions/current'))
  if (answer.ok) await memory?.keep_setting('left_session', null)
}

export async function choose_language(chosen: Language): Promise<void> {
  speak(chosen)
  await memory?.keep_setting('language', chosen)
}

/** Hold and speak as this worker likes it. */
export function wear(own: OwnChoices): void {
  batch(() => {
    hand.value = own.hand
    is_spoken.value = own.speech
  })
  document.documentElement.dataset['hand'] = own.hand
}

/** Under which name this worker's choices are kept. */
export function own_key(): string {
  return `choices of ${worker.value?.person.id ?? 0}`
}

async function recall_own_choices(): Promise<void> {
  wear((await memory?.setting<OwnChoices>(own_key())) ?? { hand: 'right', speech: false })
}

/** Somebody may begin here: what waited for that goes on. */
export function begin_here(): void {
  on_login()
}

/** Do not wait for the courier's next round. */
export function hand_in_now(): void {
  wake_courier()
}
