import { useEffect, useRef, useState } from 'preact/hooks'
import { Button, Icon, Spinner } from '../../interface'
import { ChoiceField } from '../../sheets'
import { t } from '../../words'
import { shops } from '../names'
import { own_formats } from '../own_formats'

/** How a file is read: by itself, or as one layout. */
export const PROFILES = [
  'auto',
  'shopify',
  'next_engine',
  'rakuten',
  'yahoo',
  'amazon',
  'base',
  'stores',
  'ec_cube',
  'tanaban',
] as const

type DropZoneProps = {
  busy: boolean
  on_file: (file: File, shop: string, profile: string) => void
}

/** Where a file is dropped, or chosen; whose it is and how it is laid out stand beside it. */
export function DropZone({ busy, on_file }: DropZoneProps) {
  const [shop, choose_shop] = useState('')
  const [profile, choose_profile] = useState<string>('auto')
  const [over, set_over] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const chosen_shop = shop === '' ? (shops.value[0]?.code ?? '') : shop
  const take = (files: FileList | null | undefined) => {
    set_over(false)
    const file = files?.[0]
    if (file !== undefined && !busy) on_file(file, chosen_shop, profile)
  }
  use_no_stray_drop()
  return (
    <section class="intake" aria-label={t('imports.intake')}>
      <div class="intake-choices">
        <ChoiceField
          label={t('imports.shop')}
          value={chosen_shop}
          on_choose={(code) => {
            choose_shop(code)
            choose_profile('auto')
          }}
          choices={shops.value.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <ChoiceField
          label={t('imports.profile')}
          value={profile}
          on_choose={choose_profile}
          choices={[
            ...PROFILES.map((value) => ({ value: String(value), label: t(`profile.${value}`) })),
            ...own_formats.value
              .filter((one) => one.shop === chosen_shop && !one.is_retired)
              .map(({ profile: value, name }) => ({ value, label: name })),
          ]}
        />
        <p class="faint intake-safe">{t('imports.safe')}</p>
      </div>
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
            <p class="drop-title">{t('imports.drop')}</p>
            <Button icon="file" on_press={() => chooser.current?.click()}>
              {t('imports.choose')}
            </Button>
            <p class="faint">{t('imports.drop.hint')}</p>
          </>
        )}
        <input
          ref={chooser}
          type="file"
          accept=".csv,.txt,.tsv,.json,text/csv"
          class="unseen"
          tabIndex={-1}
          aria-label={t('imports.choose')}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
      </div>
    </section>
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
