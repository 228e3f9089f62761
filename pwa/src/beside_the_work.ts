// What goes on beside the work, put together: the journal is handed in, news is followed, the device is looked after.
import { version } from '../package.json'
import { start_courier } from './courier'
import { set_server_time } from './interface'
import type { Journal } from './journal'
import { type Line, open_line, type Position, subscribe } from './live'
import { open_inbox } from './messages'
import { ask_who_is_here, telling_break } from './people'
import { hand_in_photos } from './photos'
import { type Job, reach, server } from './server_api'
import {
  give_carts_back,
  is_seam,
  prove_storage,
  speak_steps,
  stay_awake_in_a_job,
  take_carts_ahead,
  take_updates_when,
  watch_battery,
} from './upkeep'
import { battery_percent, job, open_answers, recount, refuse_storage, worker } from './work'

/** What the work asks of all this. */
export type Beside = {
  /** Something new is in the journal, or the way may be open again. */
  wake_courier(): void
  /** Somebody logged in, or the device was enrolled. */
  somebody_is_here(): void
  /** Somebody is about to be logged out: the carts that were not begun are given back. */
  before_leaving(): Promise<void>
}

/** Start it. A verdict that comes back finds the job it is about: work has begun before. */
export async function start_beside(journal: Journal): Promise<Beside> {
  const { hear_news, take_verdicts } = await open_answers()
  const courier = start_courier({
    journal,
    app_version: version,
    on_verdicts: (verdicts) => take_verdicts(verdicts, fetch_job),
    on_unknown: () => {
      ask_who_is_here().catch(() => undefined)
    },
    on_state: () => undefined,
    on_change: () => {
      recount().catch(() => undefined)
      hand_in_photos(journal).catch(() => undefined)
    },
    battery: async () => battery_percent.peek(),
  })
  let line: Line | null = null
  hand_in_photos(journal).catch(() => undefined)
  stay_awake_in_a_job()
  speak_steps()
  watch_battery().catch(() => undefined)
  const { start_messages, tell_what_was_read } = await open_inbox()
  const { tell_break } = await telling_break()
  tell_break(journal).catch(() => undefined)
  start_messages(journal).catch(() => undefined)
  // Neither the line nor a new version is needed to work; both are tried again when the page is opened.
  const on_connect = () => {
    courier.wake()
    hand_in_photos(journal).catch(() => undefined)
    tell_break(journal).catch(() => undefined)
    tell_what_was_read().catch(() => undefined)
  }
  follow_news(journal, on_connect)
    .then((opened) => {
      line = opened
      if (worker.peek() !== null) opened.come_in()
    })
    .catch(() => undefined)
  take_updates_when(is_seam).catch(() => undefined)
  follow_the_job(() => hear_news(fetch_job))
  journal.prune(Date.now()).catch(refuse_storage)
  prove_storage(journal, courier.wake)
  if (!location.pathname.startsWith('/pack')) take_carts_ahead()
  return {
    wake_courier: courier.wake,
    somebody_is_here() {
      courier.wake()
      hand_in_photos(journal).catch(() => undefined)
      line?.come_in()
    },
    before_leaving: give_carts_back,
  }
}

/** What changes elsewhere about the job in hand is heard at once; what was missed, when the line is up again. */
function follow_the_job(hear: () => Promise<void>): void {
  const look = () => {
    hear().catch(() => undefined)
  }
  subscribe(
    'task:',
    ({ kind, topic }) => {
      if (kind === 'task_changed' && topic === `task:${job.peek()?.task.id}`) look()
    },
    look,
  )
}

async function follow_news(journal: Journal, on_connect: () => void): Promise<Line> {
  const { start_live } = await open_line()
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
