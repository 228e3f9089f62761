import { useState } from 'preact/hooks'
import { Button } from '../interface'
import { Sheet } from '../sheets'
import { label_of } from '../vocabulary'
import { t } from '../words'
import { scan_by_touch } from '../work'

/** Why a packer cannot go on; kept with the scan for the supervisor. */
const REASONS = [
  'item_missing',
  'item_damaged',
  'serial_unreadable',
  'flyer_missing',
  'does_not_fit',
  'slip_unusable',
  'other',
] as const

/** 後回し in two taps: the button, then why. The printed command does the same by a scan. */
export function PutAsideButton() {
  const [is_asking, ask] = useState(false)
  return (
    <>
      <Button icon="person" wide on_press={() => ask(true)}>
        {t('packing.aside')}
      </Button>
      {is_asking && (
        <Sheet
          title={t('packing.aside.title')}
          close_label={t('common.close')}
          on_close={() => ask(false)}
        >
          <p class="sheet-hint">{t('packing.aside.hint')}</p>
          <div class="reasons">
            {REASONS.map((reason) => (
              <Button
                key={reason}
                on_press={() => {
                  ask(false)
                  scan_by_touch(label_of('X-ASIDE'), { reason })
                }}
              >
                {t(`packing.aside.reason.${reason}`)}
              </Button>
            ))}
          </div>
        </Sheet>
      )}
    </>
  )
}
