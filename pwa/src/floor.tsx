// A screen of the floor, put together: journal, work and people, then picking or packing; all else comes beside it.
import { effect } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import type { Beside } from './beside_the_work'
import { later, sooner_or_later } from './interface'
import { type Journal, open_journal } from './journal'
import { LookUp } from './look_up'
import { MessageOver, unread } from './messages'
import {
  ask_ahead,
  ask_who_is_here,
  FloorGate,
  load_login,
  recall_choices,
  start_people,
} from './people'
import { Picking } from './picking'
import { PROFILE_SETTING, type ScannerProfile, use_profile } from './scanner'
import { unauthorised } from './server_api'
import {
  asked,
  chosen_work,
  expect_other_jobs,
  job,
  own_the_scanner,
  recall_camera,
  recall_chosen_work,
  refuse_storage,
  standstill,
  start_work,
  WorkHeader,
} from './work'

const Packing = later(() => import('./packing').then((room) => room.Packing))
const Jobs = later(() => import('./stock_work').then((room) => room.Jobs))

expect_other_jobs((flow) => import('./stock_work').then(({ open_room_of }) => open_room_of(flow)))

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
  let beside: Beside | null = null
  await start_work({ journal, wake_courier: () => beside?.wake_courier() })
  show()
  await start_people({
    journal,
    wake_courier: () => beside?.wake_courier(),
    before_leaving: async () => beside?.before_leaving(),
    on_login: () => beside?.somebody_is_here(),
  })
  recall_camera(journal).catch(() => undefined)
  watch_for_a_lost_login()
  const { start_beside } = await sooner_or_later(() => import('./beside_the_work'))
  beside = await start_beside(journal)
}

function watch_for_a_lost_login(): void {
  let seen = unauthorised.peek()
  effect(() => {
    const now = unauthorised.value
    if (now === seen) return
    seen = now
    ask_who_is_here().catch(() => undefined)
  })
}
