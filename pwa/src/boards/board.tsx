import './alarms.css'
import './board.css'
import './carriers.css'
import './floor.css'
import { useEffect, useState } from 'preact/hooks'
import { office_person } from '../desk'
import { ExceptionSheet, type FloorException } from '../exceptions'
import { Icon, Spinner } from '../interface'
import { WallScreen } from '../interface/more_parts'
import { has_words, t } from '../words'
import { BoardHead } from './board_head'
import { Carriers } from './carriers'
import { Devices } from './devices'
import { Exceptions } from './exceptions'
import { Flow } from './flow'
import { follow_board, snapshot, trouble } from './follow'
import { use_freshness } from './freshness'
import { People } from './people'
import type { Snapshot } from './snapshot'
import { Throughput } from './throughput'

/** The board on the wall: 1920 × 1080, read at three metres, nothing scrolls, never silently old. */
export function Board() {
  useEffect(() => follow_board(), [])
  useEffect(() => {
    document.title = `${t('app.name')} | ${t('board.title')}`
  }, [])
  const now = snapshot.value
  return (
    <WallScreen header={<BoardHead />}>
      {now === null ? <Nothing /> : <Wall now={now} />}
    </WallScreen>
  )
}

function Wall({ now }: { now: Snapshot }) {
  const { is_stale } = use_freshness()
  const [open, open_exception] = useState<FloorException | null>(null)
  // A wall has no mouse; whoever is logged in at a desk can answer an exception from the board.
  const may_resolve = office_person.value != null
  return (
    <div class={is_stale ? 'board board-stale' : 'board'}>
      <Carriers carriers={now.carriers} />
      <Flow flow={now.flow} />
      <div class="board-middle">
        <People people={now.people} />
        <Exceptions exceptions={now.exceptions} on_open={may_resolve ? open_exception : null} />
      </div>
      <div class="board-foot">
        <Devices devices={now.devices} />
        <Throughput minutes={now.throughput} />
      </div>
      {open !== null && (
        <ExceptionSheet
          exception={now.exceptions.find(({ id }) => id === open.id) ?? open}
          on_close={() => open_exception(null)}
        />
      )}
    </div>
  )
}

/** Before the first snapshot: why there is none yet. */
function Nothing() {
  const code = trouble.value
  if (code === null) {
    return (
      <div class="board-nothing">
        <Spinner label={t('board.first')} />
      </div>
    )
  }
  const key = `board.refused.${code}`
  return (
    <div class="board-nothing" role="alert">
      <Icon name="alert" />
      {has_words(key) ? t(key) : t('board.refused.server_fault')}
    </div>
  )
}
