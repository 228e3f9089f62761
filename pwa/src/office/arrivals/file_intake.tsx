import { useRef, useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField } from '../../sheets'
import { t } from '../../words'
import type { Arrivals } from './asks'

type FileIntakeProps = {
  owners: Arrivals['owners']
  busy: boolean
  on_file: (file: File, owner: string) => void
}

/** A file of notices: whose goods it announces, and which columns it needs. */
export function FileIntake({ owners, busy, on_file }: FileIntakeProps) {
  const [owner, choose] = useState('')
  const chooser = useRef<HTMLInputElement>(null)
  const chosen = owner === '' ? (owners[0]?.code ?? '') : owner
  return (
    <section class="panel arrivals-intake" aria-label={t('arrivals.file')}>
      <ChoiceField
        label={t('arrivals.owner')}
        value={chosen}
        on_choose={choose}
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Button icon="upload" busy={busy} on_press={() => chooser.current?.click()}>
        {t('arrivals.file')}
      </Button>
      <p class="faint">{t('arrivals.file.hint')}</p>
      <input
        ref={chooser}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        class="unseen"
        tabIndex={-1}
        aria-label={t('arrivals.file')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file !== undefined && !busy) on_file(file, chosen)
          event.currentTarget.value = ''
        }}
      />
    </section>
  )
}
