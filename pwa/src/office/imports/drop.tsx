import { useEffect, useRef, useState } from 'preact/hooks'
import { Button, Icon, Spinner } from '../../interface'
import { t } from '../../words'

type DropProps = {
  busy: boolean
  words: string
  hint: string
  /** What the chooser of files offers. */
  accept: string
  on_file: (file: File) => void
}

/** Where a file is dropped, or chosen. */
export function Drop({ busy, words, hint, accept, on_file }: DropProps) {
  const [over, set_over] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null | undefined) => {
    set_over(false)
    const file = files?.[0]
    if (file !== undefined && !busy) on_file(file)
  }
  use_no_stray_drop()
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the button inside is everybody's */}
      <div
        class={`drop${over ? ' drop-over' : ''}${busy ? ' drop-busy' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          set_over(true)
        }}
        onDragLeave={() => set_over(false)}
        onDrop={(event) => {
          event.preventDefault()
          take(event.dataTransfer?.files)
        }}
      >
        {busy ? (
          <Spinner label={t('imports.reading')} />
        ) : (
          <>
            <span class="drop-icon">
              <Icon name="upload" size_px={30} weight={1.8} />
            </span>
            <p class="drop-title">{words}</p>
            <Button icon="file" on_press={() => chooser.current?.click()}>
              {t('imports.choose')}
            </Button>
            <p class="faint">{hint}</p>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          accept={accept}
          class="unseen"
          tabIndex={-1}
          aria-label={t('imports.choose')}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </div>
    </>
  )
}

/** A file dropped beside the zone would be opened by the browser and the page be gone. */
function use_no_stray_drop(): void {
  useEffect(() => {
    const hold = (event: DragEvent) => event.preventDefault()
    addEventListener('dragover', hold)
    addEventListener('drop', hold)
    return () => {
      removeEventListener('dragover', hold)
      removeEventListener('drop', hold)
    }
  }, [])
}
