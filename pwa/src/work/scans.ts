import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Reading } from '../scanner'
import { wake_sound } from './cues'
import { job, judge } from './work'

/** 次へ: the label that means the button which goes on. */
export const NEXT_LABEL = 'X-NEXT'

type Hear = (reading: Reading) => void

// The screen that was opened last hears first; a sheet over a page is such a screen.
const hearers: Hear[] = []

let is_taken_by_all: (reading: Reading) => boolean = () => false

/** Any scan of anything: the screen on top hears it, else the job in hand judges it. */
export function on_scan(reading: Reading): void {
  wake_sound()
  if (!is_taken_by_all(reading)) tell(hearers.at(-1), reading)
}

/** Let the screen below hear what the one on top has heard and has no use for. */
export function pass_down(reading: Reading): void {
  tell(hearers.at(-2), reading)
}

function tell(hear: Hear | undefined, reading: Reading): void {
  if (hear !== undefined) hear(reading)
  else if (job.value !== null) judge(reading)
}

/** Hear every scan before any screen does, for what means the same everywhere; `true` keeps it from them. */
export function hear_first(takes: (reading: Reading) => boolean): void {
  is_taken_by_all = takes
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
