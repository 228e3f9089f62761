import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Reading } from '../scanner'
import { wake_sound } from './cues'
import { job, judge } from './work'

type Hear = (reading: Reading) => void

// The screen that was opened last hears first; a sheet over a page is such a screen.
const hearers: Hear[] = []

/** Any scan of anything: the screen on top hears it, else the job in hand judges it. */
export function on_scan(reading: Reading): void {
  wake_sound()
  const hear = hearers.at(-1)
  if (hear !== undefined) hear(reading)
  else if (job.value !== null) judge(reading)
}

/** Hear the scans while this component is shown (`null`: leave them to the screen below). */
export function use_scans(hear: Hear | null): void {
  const latest = useRef(hear)
  latest.current = hear
  const wants = hear !== null
  // With the screen, not after it: a scan between two screens would be heard by neither.
  useLayoutEffect(() => {
    if (!wants) return
    const mine: Hear = (reading) => latest.current?.(reading)
    hearers.push(mine)
    return () => {
      hearers.splice(hearers.indexOf(mine), 1)
    }
  }, [wants])
}

/** A button that does what a label does: the same path, the same record, only marked as touched. */
export function scan_by_touch(label: string, payload: Record<string, string> = {}): void {
  const at_ms = performance.now()
  on_scan({ raw: label, via: 'touch', at_ms, took_ms: 0, longest_gap_ms: 0, payload })
}
