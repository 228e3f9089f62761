import './station.css'
import './band.css'
import './contents.css'
import './sizes.css'
import './parcel.css'
import './rack.css'
import './slip.css'
import './hero.css'
import './narrow.css'
import { useEffect, useState } from 'preact/hooks'
import type { Reading } from '../scanner'
import { HandoverScreen } from '../shipping'
import { language } from '../words'
import { give_cue, job, judge, use_scans } from '../work'
import { Bench } from './bench'
import { FreeBench } from './free_bench'
import { CONFIRMATION, must_confirm } from './instructions'
import { InstructionsOver } from './instructions_over'
import { parcel_of } from './pack_order'
import { carrier_called, type ParcelJob } from './parcel'
import { follow_changes, open_next, takes_totes } from './station'
import { StationHead } from './station_head'
import { follow_waiting, waiting } from './waiting_store'

type PackingProps = {
  /** Opens the menu: logout, language, sound, handover. */
  on_menu: () => void
}

/** The packing station: an empty bench, a parcel being packed, or what became of it. */
export function Packing({ on_menu }: PackingProps) {
  useEffect(() => follow_waiting(), [])
  useEffect(() => follow_changes(), [])
  const parcel = parcel_of(job.value)
  const is_free = takes_totes()
  const [is_handing_over, hand_over] = useState(false)
  // Asked at every scan, not when drawn: the bench may have changed since the last frame.
  use_scans((reading) => {
    if (!takes_totes()) return hear(reading)
    hand_over(false)
    void open_next(reading)
  })
  return (
    <div class="packing">
      <StationHead cut_off={cut_off(is_free ? null : parcel)} on_menu={on_menu} />
      <Screen
        parcel={parcel}
        is_free={is_free}
        is_handing_over={is_handing_over}
        hand_over={hand_over}
      />
    </div>
  )
}

/** A scan for the parcel in hand; none counts before its instructions were read. */
function hear(reading: Reading): void {
  if (must_confirm(parcel_of(job.peek())) && reading.raw !== CONFIRMATION) give_cue('ng')
  else judge(reading)
}

type ScreenProps = {
  parcel: ParcelJob | null
  is_free: boolean
  is_handing_over: boolean
  hand_over: (begin: boolean) => void
}

function Screen({ parcel, is_free, is_handing_over, hand_over }: ScreenProps) {
  if (parcel !== null && !is_free) {
    return (
      <>
        <Bench parcel={parcel} />
        {must_confirm(parcel) && <InstructionsOver parcel={parcel} />}
      </>
    )
  }
  if (is_handing_over) return <HandoverScreen on_back={() => hand_over(false)} />
  return <FreeBench parcel={parcel} on_handover={() => hand_over(true)} />
}

/** The cut-off that counts now: the parcel's, on a free bench the most urgent tote's. */
function cut_off(parcel: ParcelJob | null): { carrier: string; due_at: string } | null {
  if (parcel !== null) {
    return { carrier: carrier_called(parcel, language.value), due_at: parcel.task.due_at }
  }
  const first = waiting.value?.find((tote) => tote.taken === null)
  return first === undefined ? null : { carrier: first.carrier, due_at: first.due_at }
}
