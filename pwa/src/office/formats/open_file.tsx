import { useRef } from 'preact/hooks'
import { Button } from '../../interface'
import { t } from '../../words'

type OpenFileProps = {
  is_open: boolean
  on_file: (file: File) => void
  on_format: (file: File) => void
}

/** Open the shop's own order file beside the format, or a format that was exported. */
export function OpenFile({ is_open, on_file, on_format }: OpenFileProps) {
  return (
    <div class="format-open">
      <Chooser
        label={t(is_open ? 'formats.open.other' : 'formats.open')}
        kind={is_open ? 'plain' : 'primary'}
        accept=".csv,.txt,.tsv,text/csv"
        on_file={on_file}
      />
      <Chooser
        label={t('formats.import')}
        kind="quiet"
        accept=".json,application/json"
        on_file={on_format}
      />
    </div>
  )
}

type ChooserProps = {
  label: string
  kind: 'primary' | 'plain' | 'quiet'
  accept: string
  on_file: (file: File) => void
}

function Chooser({ label, kind, accept, on_file }: ChooserProps) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button kind={kind} icon="file" on_press={() => chooser.current?.click()}>
        {label}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept={accept}
        class="unseen"
        tabIndex={-1}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file !== undefined) on_file(file)
          event.currentTarget.value = ''
        }}
      />
    </>
  )
}
