import { useState } from 'preact/hooks'
import { Button } from '../interface'
import { Sheet, TextField } from '../sheets'
import { normal, read } from '../vocabulary'
import { t } from '../words'
import { scan_by_touch } from '../work'

/** The GS1 element string that says a lot: symbology GS1-128, application identifier 10. */
const LOT_ELEMENT = ']C110'

/** Type a lot as it stands on the package; the same as scanning a code that says it. */
export function LotEntry({ title, on_close }: { title: string; on_close: () => void }) {
  const [typed, type] = useState('')
  const text = `${LOT_ELEMENT}${normal(typed) ?? ''}`
  const lot = read(text)[0].kind === 'lot' ? read(text)[0].lot : null
  const finish = () => {
    if (lot === null) return
    on_close()
    scan_by_touch(text)
  }
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      <form
        class="lot-entry"
        onSubmit={(event) => {
          event.preventDefault()
          finish()
        }}
      >
        <TextField
          label={t('jobs.lot.label')}
          hint={t('jobs.lot.hint')}
          problem={typed !== '' && lot === null ? t('jobs.lot.wrong') : null}
          value={typed}
          on_input={type}
        />
        <Button kind="primary" wide icon="check" type="submit" disabled={lot === null}>
          {t('jobs.pad.enter')}
        </Button>
      </form>
    </Sheet>
  )
}
