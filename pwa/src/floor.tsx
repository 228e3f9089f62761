// A screen of the floor, put together: journal, work, courier, live line and people, then picking or packing.
import { effect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { version } from '../package.json'
import { type Courier, start_courier } from './courier'
import { later, set_server_time } from './interface'
import { type Journal, open_journal } from './journal'
import { type Line, type Position, start_live } from './live'
import { LookUp } from './look_up'
import { MessageOver, start_messages, tell_what_was_read, unread } from './messages'
import {
  ask_ahead,
  ask_who_is_here,
  FloorGate,
  load_login,
  recall_choices,
  start_people,
  tell_break,
} from './people'
import { Picking } from './picking'
import { PROFILE_SETTING, type ScannerProfile, use_profile } from './scanner'
import { type Job, reach, server, unauthorised } from './server_api'
import {
  asked,
  battery_percent,
  chosen_work,
  expect_other_jobs,
  is_seam,
  job,
  own_the_scanner,
  recall_camera,
  recall_chosen_work,
  recount,
  refuse_storage,
  speak_steps,
  standstill,
  start_work,
  stay_awake_in_a_job,
  take_updates_when,
  take_verdicts,
  WorkHeader,
  watch_battery,
  worker,
} from './work'

const Packing = later(() => import('./packing').then((room) => room.Packing))
const Jobs = later(() => import('./jobs').then((room) => room.Jobs))

expect_other_jobs((flow) => import('./jobs').then(({ open_room_of }) => open_room_of(flow)))

/** What is shown on a handheld or, under `/pack`, at a packing station. */
export function Floor() {
  return (
    <FloorGate>
      {(on_menu) => (
        <>
          {location.pathname.startsWith('/pack') ? (
            <Packing on_menu={on_menu} />
          ) : (
            <Handheld header={<WorkHeader on_menu={on_menu} />} />
          )}
          {unread.value.length > 0 && <MessageOver />}
          {asked.value !== null && <LookUp />}
        </>
      )}
    </FloorGate>
  )
}

/** Picking, unless work of the stock is in hand or was chosen. */
function Handheld({ header }: { header: ComponentChildren }) {
  const flow = job.value?.flow
  const is_of_orders = flow === 'pick_cart' || flow === 'pack_order'
  const is_of_stock = flow === undefined ? chosen_work.value !== null : !is_of_orders
  return is_of_stock ? <Jobs header={header} /> : <Picking header={header} />
}

/**
 * Start everything that a floor screen stands on; `show` is called as soon as there is something to show.
 * A disk that refuses is said on the screen, not thrown.
 */
export async function start_floor(show: () => void): Promise<void> {
  // The longest way first: the network's. The disk and the other tabs are asked meanwhile.
  ask_ahead()
  try {
    const journal = await open_journal('tanaban', refuse_storage)
    await start_with(journal, show)
  } catch {
    refuse_storage()
    show()
  }
}

async function start_with(journal: Journal, show: () => void): Promise<void> {
  const [profile] = await Promise.all([
    journal.setting<ScannerProfile>(PROFILE_SETTING),
    recall_choices(journal),
    recall_chosen_work(journal),
    journal.setting('worker').then((remembered) => {
      if (remembered === null) load_login().catch(() => undefined)
    }),
  ])
  use_profile(profile)
  // A second tab has to show that it is one, while it waits for the first to close.
  const owned = own_the_scanner()
  const stop_telling = effect(() => {
    if (standstill.value !== null) show()
  })
  await owned
  stop_telling()
  // The packing table must be known before a parcel in hand is shown again after a reload.
  if (location.pathname.startsWith('/pack')) await import('./packing')
  let courier: Courier | null = null
  let line: Line | null = null
  const wake_courier = () => courier?.wake()
  await start_work({ journal, wake_courier, app_version: version })
  // Only now: a verdict that comes back must find the job it is about.
  courier = open_courier(journal)
  show()
  await start_people({
    journal,
    wake_courier,
    before_leaving,
    on_login: () => {
      wake_courier()
      line?.come_in()
    },
  })
  recall_camera(journal).catch(() => undefined)
  watch_for_a_lost_login()
  stay_awake_in_a_job()
  speak_steps()
  watch_battery().catch(() => undefined)
  start_messages(journal).catch(() => undefined)
  // Neither the line nor a new version is needed to work; both are tried again when the page is opened.
  const on_connect = () => {
    wake_courier()
    tell_break().catch(() => undefined)
    tell_what_was_read().catch(() => undefined)
  }
  open_line(journal, on_connect)
    .then((opened) => {
      line = opened
      if (worker.peek() !== null) opened.come_in()
    })
    .catch(() => undefined)
  take_updates_when(is_seam).catch(() => undefined)
  look_after(journal, wake_courier).catch(() => undefined)
}

/** What is done beside the work comes when there is something on the screen. */
async function look_after(journal: Journal, wake_courier: () => void): Promise<void> {
  journal.prune(Date.now()).catch(refuse_storage)
  const { prove_storage, take_carts_ahead } = await import('./upkeep')
  prove_storage(journal, wake_courier)
  if (!location.pathname.startsWith('/pack')) take_carts_ahead()
}

/** Before somebody is logged out, the carts that were not begun are given back. */
async function before_leaving(): Promise<void> {
  const { give_carts_back } = await import('./upkeep')
  await give_carts_back()
}

function open_courier(journal: Journal): Courier {
  return start_courier({
    journal,
    app_version: version,
    on_verdicts: (verdicts) => take_verdicts(verdicts, fetch_job),
    on_unknown: ask_again,
    on_state: () => undefined,
    on_change: () => {
      recount().catch(() => undefined)
    },
    battery: async () => battery_percent.peek(),
  })
}

function ask_again(): void {
  ask_who_is_here().catch(() => undefined)
}

function watch_for_a_lost_login(): void {
  let seen = unauthorised.peek()
  effect(() => {
    const now = unauthorised.value
    if (now === seen) return
    seen = now
    ask_again()
  })
}

async function open_line(journal: Journal, on_connect: () => void): Promise<Line> {
  return start_live({
    begin: await journal.setting<Position>('position'),
    keep: (position) => {
      journal.keep_setting('position', position).catch(() => undefined)
    },
    on_connect,
    on_server_time: set_server_time,
  })
}

async function fetch_job(task_id: number): Promise<Job | null> {
  const path = { task_id }
  const answer = await reach(server.GET('/api/v1/tasks/{task_id}/job', { params: { path } }))
  return answer.ok ? answer.data : null
}
