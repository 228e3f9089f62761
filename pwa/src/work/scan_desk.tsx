import { useState } from 'preact/hooks'
import { Button } from '../interface'
import { Catcher, HandEntry } from '../scanner'
import { t } from '../words'
import { completes } from './completion'
import { kind_of_job } from './flow_of_job'
import { on_scan } from './scans'
import { label_of_typed } from './typed'
import { job } from './work'

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

/** The ear of every page with a scanner; mount it once, at the top. */
export function ScanDesk() {
  return <Catcher completes={is_whole} on_reading={on_scan} />
}

/** The button that is on every scanning screen: type what cannot be scanned. */
export function HandEntryButton() {
  const [is_open, open] = useState(false)
  return (
    <>
      <Button icon="keyboard" wide on_press={() => open(true)}>
        {t('scanner.hand.open')}
      </Button>
      {is_open && (
        <HandEntry
          complete_label={complete_label}
          on_reading={on_scan}
          on_close={() => open(false)}
        />
      )}
    </>
  )
}
