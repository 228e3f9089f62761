// The screens without work: office and board, put together, the first administrator's welcome, the scanner check.
import { is_board_device, OfficeGate, office_person, WelcomeScreen } from './desk'
import { later, set_server_time, use_look } from './interface'
import { open_line } from './live'
import { take_updates_when } from './upkeep'

const Office = later(() => import('./office').then((room) => room.Office))
const Board = later(() => import('./boards').then((room) => room.Board))

const ScannerCheck = later(() => import('./scanner_check').then((room) => room.ScannerCheck))

export type DeskRoom = 'office' | 'board' | 'welcome' | 'scanner'

/** The page of a room at a desk or on a wall. */
export function DeskAndWall({ room }: { room: DeskRoom }) {
  if (room === 'office') return <Desk />
  if (room === 'scanner') return <ScannerCheck />
  return room === 'board' ? <Wall /> : <Welcome />
}

function Desk() {
  use_look('light', 'desk')
  return (
    <OfficeGate>
      <Office />
    </OfficeGate>
  )
}

function Wall() {
  use_look('dark', 'desk')
  return (
    <OfficeGate for_boards>
      <Board />
    </OfficeGate>
  )
}

function Welcome() {
  use_look('light', 'hand')
  return <WelcomeScreen />
}

/** Follow the feed from now on, once somebody is let in. */
export async function start_desk_and_wall(room: DeskRoom): Promise<void> {
  if (room === 'welcome') return
  if (room === 'scanner') return (await import('./scanner_check')).start_scanner_check()
  const { start_live } = await open_line()
  const line = await start_live({
    begin: null,
    keep: () => undefined,
    on_connect: () => undefined,
    on_server_time: set_server_time,
  })
  office_person.subscribe((person) => {
    if (person != null || is_board_device.peek()) line.come_in()
  })
  // A board may change at any moment; at a desk somebody may be typing, it changes when it is opened again.
  await take_updates_when(() => room === 'board')
}
