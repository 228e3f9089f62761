import { useState } from 'preact/hooks'
import { Button } from '../interface'
import { Keypad, Sheet } from '../sheets'
import { label_of } from '../vocabulary'
import { t } from '../words'
import { scan_by_touch } from '../work'
import { day_of_typed } from './typed_day'

const DIGITS_MAX = 8

/** Type a day as it stands on the package; the same as scanning its label. */
export function DayPad({ title, on_close }: { title: string; on_close: () => void }) {
  const [digits, type] = useState('')
  const day = day_of_typed(digits)
  const finish = () => {
    if (day === null) return
    on_close()
    scan_by_touch(label_of(`D-${day.replaceAll('-', '')}`))
  }
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      <p class="pad-shown pad-shown-day" role="status">
        <strong>{day === null ? digits || '–' : said(day)}</strong>
        <span>{t('jobs.pad.day')}</span>
      </p>
      <Keypad
        on_digit={(digit) => {
          if (digits.length < DIGITS_MAX) type(digits + digit)
        }}
        on_erase={() => type(digits.slice(0, -1))}
        erase_label={t('common.erase')}
      />
      <Button kind="primary" wide icon="check" disabled={day === null} on_press={finish}>
        {t('jobs.pad.enter')}
      </Button>
    </Sheet>
  )
}

function said(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return t('jobs.pad.day.said', { year: year ?? '', month: month ?? '', day: date ?? '' })
}
