import { useState } from 'preact/hooks'
import { ChoiceField } from '../../sheets'
import { t } from '../../words'
import { shops } from '../names'
import { own_formats } from '../own_formats'
import { Drop } from './drop'

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
  const chosen_shop = shop === '' ? (shops.value[0]?.code ?? '') : shop
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
      <Drop
        busy={busy}
        words={t('imports.drop')}
        hint={t('imports.drop.hint')}
        accept=".csv,.txt,.tsv,.json,text/csv"
        on_file={(file) => on_file(file, chosen_shop, profile)}
      />
    </section>
  )
}
