import './station.css'
import './band.css'
import './contents.css'
import './parcel.css'
import './slip.css'
import './hero.css'
import './narrow.css'
import { useEffect } from 'preact/hooks'
import { language } from '../words'
import { job, use_scans } from '../work'
import { Bench } from './bench'
import { FreeBench } from './free_bench'
import { parcel_of } from './pack_order'
import { carrier_called, type ParcelJob } from './parcel'
import { bench_is_free, follow_changes, open_next } from './station'
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
  const is_free = parcel === null || bench_is_free()
  use_scans(is_free ? (reading) => void open_next(reading) : null)
  return (
    <div class="packing">
      <StationHead cut_off={cut_off(is_free ? null : parcel)} on_menu={on_menu} />
      {is_free ? <FreeBench parcel={parcel} /> : <Bench parcel={parcel} />}
    </div>
  )
}

/** The cut-off that counts now: the parcel's, on a free bench the most urgent tote's. */
function cut_off(parcel: ParcelJob | null): { carrier: string; due_at: string } | null {
  if (parcel !== null) {
    return { carrier: carrier_called(parcel, language.value), due_at: parcel.task.due_at }
  }
  const first = waiting.value?.find((tote) => tote.taken === null)
  return first === undefined ? null : { carrier: first.carrier, due_at: first.due_at }
}
