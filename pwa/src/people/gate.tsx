import './people.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { later, later_over, Spinner, use_look } from '../interface'
import { t } from '../words'
import { job_lost, ScanDesk, standstill, storage_fault, WorkHeader, worker } from '../work'
import { resting_since } from './rest'
import { enrolment, theme } from './session'
import { StandstillScreen } from './standstill_screen'

/** The page where somebody logs in; where nobody is expected, it is sent for before it is shown. */
export function load_login() {
  return import('./login_screen').then((page) => page.LoginScreen)
}

// Not needed for the first scan.
const LoginScreen = later(load_login)
const LostScreen = later(() => import('./lost_screen').then((page) => page.LostScreen))
const EnrolScreen = later(() => import('./enrol_screen').then((page) => page.EnrolScreen))
const Menu = later_over(() => import('./menu').then((page) => page.Menu))
const StorageFault = later(() => import('../upkeep').then((room) => room.StorageFault))
const RestScreen = later(() => import('./rest_screen').then((page) => page.RestScreen))

/** What is behind the gate; `on_menu` opens the menu, the only way to log out. */
type Inner = (on_menu: () => void) => ComponentChildren

/** Who may pass: an enrolled device with a person at it, in the one tab that owns the scanner. */
export function FloorGate({ children }: { children: Inner }) {
  const [is_menu_open, open_menu] = useState(false)
  use_look(theme.value, 'hand')
  return (
    <>
      <ScanDesk />
      <Inside on_menu={() => open_menu(true)}>{children}</Inside>
      {is_menu_open && worker.value !== null && <Menu on_close={() => open_menu(false)} />}
    </>
  )
}

function Inside({ on_menu, children }: { on_menu: () => void; children: Inner }) {
  if (standstill.value !== null) return <StandstillScreen why={standstill.value} />
  if (location.pathname === '/enrol') return <EnrolScreen />
  if (enrolment.value === 'unknown') return <Spinner label={t('common.wait')} />
  if (enrolment.value !== 'enrolled') return <EnrolScreen />
  if (storage_fault.value !== null) return <StorageFault />
  if (worker.value === null) return <LoginScreen />
  if (resting_since.value !== null) return <RestScreen />
  const lost = job_lost.value
  if (lost !== null) return <LostScreen lost={lost} header={<WorkHeader on_menu={on_menu} />} />
  return <>{children(on_menu)}</>
}
