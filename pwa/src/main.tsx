// Opens the screen that belongs to the address. Rooms that a handheld never needs come as chunks of their own.
import { signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { render } from 'preact'
import { lazy, Suspense } from 'preact/compat'
import { useErrorBoundary } from 'preact/hooks'
import { Floor, start_floor } from './floor'
import { Button, Quiet, Spinner, set_server_time, start_clock, use_look } from './interface'
import { start_live } from './live'
import { OfficeGate, office_person, WelcomeScreen } from './people'
import { t } from './words'
import { take_updates_when } from './work'

const Office = lazy(() => import('./office').then(({ Office: room }) => ({ default: room })))
const Board = lazy(() => import('./boards').then(({ Board: room }) => ({ default: room })))

const is_ready = signal(false)

function App() {
  const [fault] = useErrorBoundary()
  if (fault !== undefined) return <Fault />
  const room = location.pathname.split('/')[1]
  if (room === 'office')
    return (
      <Desk>
        <Office />
      </Desk>
    )
  if (room === 'board')
    return (
      <Wall>
        <Board />
      </Wall>
    )
  if (room === 'welcome') return <Welcome />
  return is_ready.value ? <Floor /> : <Waiting />
}

function Desk({ children }: { children: ComponentChildren }) {
  use_look('light', 'desk')
  return (
    <OfficeGate>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </OfficeGate>
  )
}

function Wall({ children }: { children: ComponentChildren }) {
  use_look('dark', 'desk')
  return (
    <OfficeGate for_boards>
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </OfficeGate>
  )
}

function Welcome() {
  use_look('light', 'hand')
  return <WelcomeScreen />
}

function Waiting() {
  return (
    <div class="waiting">
      <Spinner label={t('common.wait')} />
    </div>
  )
}

function Fault() {
  return (
    <Quiet icon="alert" title={t('fault.screen')}>
      <Button kind="primary" icon="refresh" on_press={() => location.reload()}>
        {t('fault.screen.reload')}
      </Button>
    </Quiet>
  )
}

/** A desk or a wall has no journal: it follows the feed from now on, once somebody is let in. */
async function start_desk(): Promise<void> {
  const line = await start_live({
    begin: null,
    keep: () => undefined,
    on_connect: () => undefined,
    on_server_time: set_server_time,
  })
  office_person.subscribe(() => line.reconnect())
  // A board may change at any moment; at a desk somebody may be typing, it changes when it is opened again.
  await take_updates_when(() => location.pathname.startsWith('/board'))
}

/** Without cascade layers (Chrome 99) no style holds; better a sentence than a page that looks broken. */
function is_too_old(): boolean {
  return typeof CSSLayerBlockRule === 'undefined'
}

async function start(): Promise<void> {
  const room = location.pathname.split('/')[1]
  start_clock()
  if (room === 'office' || room === 'board') return start_desk()
  if (room === 'welcome') return
  await start_floor(() => {
    is_ready.value = true
  })
}

const root = document.getElementById('tanaban')
if (root !== null) {
  if (is_too_old()) root.textContent = t('fault.browser')
  else {
    render(<App />, root)
    start().catch(() => undefined)
  }
}
