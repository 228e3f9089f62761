// Opens the screen that belongs to the address. What a handheld never needs comes as a chunk of its own.
import { signal } from '@preact/signals'
import { render } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import type { DeskRoom } from './desk_and_wall'
import { Floor, start_floor } from './floor'
import { Button, Loading, later, Quiet, start_clock } from './interface'
import { t } from './words'

const DeskAndWall = later(() => import('./desk_and_wall').then((rooms) => rooms.DeskAndWall))

const floor_is_ready = signal(false)

/** The room of this address that has no journal, or null for the screens of the floor. */
function desk_room(): DeskRoom | null {
  const room = location.pathname.split('/')[1]
  const rooms = ['office', 'board', 'welcome', 'scanner'] as const
  return rooms.find((one) => one === room) ?? null
}

function App() {
  const [fault] = useErrorBoundary()
  const room = desk_room()
  if (fault !== undefined) return <Fault />
  if (room !== null) return <DeskAndWall room={room} />
  return floor_is_ready.value ? <Floor /> : <Loading />
}

function Fault() {
  return (
    <Quiet icon="alert" title={t('fault.screen')} is_page>
      <Button kind="primary" icon="refresh" on_press={() => location.reload()}>
        {t('fault.screen.reload')}
      </Button>
    </Quiet>
  )
}

async function start(): Promise<void> {
  const room = desk_room()
  start_clock()
  if (room === null) {
    return start_floor(() => {
      floor_is_ready.value = true
    })
  }
  const { start_desk_and_wall } = await import('./desk_and_wall')
  return start_desk_and_wall(room)
}

/** Without cascade layers (Chrome 99) no style holds; better a sentence than a page that looks broken. */
function is_too_old(): boolean {
  return typeof CSSLayerBlockRule === 'undefined'
}

const root = document.getElementById('tanaban')
if (root !== null) {
  if (is_too_old()) root.textContent = t('fault.browser')
  else {
    render(<App />, root)
    start().catch(() => undefined)
  }
}
