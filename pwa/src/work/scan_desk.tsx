import { useState } from 'preact/hooks'
import { Button, later_over, use_brought } from '../interface'
import { Catcher, type Reading } from '../scanner'
import { t } from '../words'
import { CameraButton, CameraDesk, notice_scanner } from './camera_desk'
import { completes } from './completion'
import { kind_of_job } from './flow_of_job'
import { on_scan } from './scans'
import { label_of_typed } from './typed'
import { job } from './work'

const HandEntry = later_over(() => import('../scanner/hand_entry').then((page) => page.HandEntry))

function is_whole(text: string): boolean {
  const at_hand = job.peek()
  const kind = at_hand === null ? null : kind_of_job(at_hand)
  if (at_hand === null || kind === null) return false
  return completes(text, kind.expected_labels(at_hand))
}

function complete_label(typed: string): string {
  const at_hand = job.peek()
  const kind = at_hand === null ? null : kind_of_job(at_hand)
  return label_of_typed(typed, at_hand === null ? [] : (kind?.typed_codes(at_hand) ?? []))
}

function hear(reading: Reading): void {
  notice_scanner(reading)
  on_scan(reading)
}

/** The ear of every page with a scanner, and its eye; mount it once, at the top. */
export function ScanDesk() {
  return (
    <>
      <Catcher completes={is_whole} on_reading={hear} />
      <CameraDesk />
    </>
  )
}

type HandEntryProps = {
  /** What a typed text stands for where it is no label of ours. */
  complete?: (typed: string) => string
}

/** The buttons that are on every scanning screen: the camera where there is one, and type what cannot be scanned. */
export function HandEntryButton({ complete = complete_label }: HandEntryProps) {
  const [is_open, open] = useState(false)
  // Before it is pressed: nobody is locked out where the network ends.
  use_brought(HandEntry)
  return (
    <>
      <CameraButton />
      <Button icon="keyboard" wide on_press={() => open(true)}>
        {t('scanner.hand.open')}
      </Button>
      {is_open && (
        <HandEntry complete_label={complete} on_reading={on_scan} on_close={() => open(false)} />
      )}
    </>
  )
}
