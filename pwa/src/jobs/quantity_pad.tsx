import { useState } from 'preact/hooks'
import { Button } from '../interface'
import { Keypad, Sheet } from '../sheets'
import { label_of } from '../vocabulary'
import { t } from '../words'
import { scan_by_touch } from '../work'

/** As many digits as a count may have; the server takes no more. */
const DIGITS_MAX = 6

type QuantityPadProps = {
  /** What is counted, as the title of the sheet. */
  title: string
  /** Whether nothing at all is a count: it is where somebody counts, not where somebody takes. */
  takes_zero?: boolean
  on_close: () => void
}

/** Type how many pieces; the same as scanning the label of that number. */
export function QuantityPad({ title, takes_zero = false, on_close }: QuantityPadProps) {
  const [digits, type] = useState('')
  const pieces = digits === '' ? null : Number(digits)
  const is_count = pieces !== null && (pieces > 0 || takes_zero)
  const finish = () => {
    if (!is_count) return
    on_close()
    scan_by_touch(label_of(`Q-${pieces}`))
  }
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      <p class="pad-shown" role="status">
        <strong>{pieces ?? '–'}</strong>
        <span>{t('jobs.pad.pieces')}</span>
      </p>
      <Keypad
        on_digit={(digit) => {
          if (digits.length < DIGITS_MAX) type(digits === '0' ? digit : digits + digit)
        }}
        on_erase={() => type(digits.slice(0, -1))}
        erase_label={t('common.erase')}
      />
      <Button kind="primary" wide icon="check" disabled={!is_count} on_press={finish}>
        {t('jobs.pad.enter')}
      </Button>
    </Sheet>
  )
}
