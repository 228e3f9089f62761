import './imports.css'
import { useState } from 'preact/hooks'
import { Icon } from '../../interface'
import { t } from '../../words'
import { link_to, use_address } from '../address'
import { Age } from '../age'
import type { ImportPreview } from '../answers'
import type { Refusal } from '../ask'
import { ask_imports, confirm_import, hand_in_file } from '../asks'
import { use_own_formats } from '../own_formats'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { DropZone } from './drop_zone'
import { ImportKinds } from './import_kinds'
import { PastImports } from './past_imports'
import { Preview } from './preview'

/** 取込: a shop's order file becomes orders, after a look at what would come in. */
export function ImportsPage() {
  const { go } = use_address()
  use_own_formats()
  const [preview, show_preview] = useState<ImportPreview | null>(null)
  const [file_name, name_file] = useState('')
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const past = use_answer('imports', ask_imports, ({ topic }) => topic.startsWith('import:'))

  const hand_in = async (file: File, shop: string, profile: string) => {
    set_busy(true)
    refuse(null)
    name_file(file.name)
    const reply = await hand_in_file(file, shop, profile)
    set_busy(false)
    refuse(reply.refusal)
    show_preview(reply.value)
  }
  const confirm = async (id: number) => {
    set_busy(true)
    const reply = await confirm_import(id)
    set_busy(false)
    if (reply.refusal === null) go(`/imports/${id}`)
    else refuse(reply.refusal)
  }
  const put_away = () => {
    show_preview(null)
    past.again()
  }

  return (
    <Page
      title={t('imports.title')}
      long
      actions={
        <>
          <Age of={past} />
          <a class="button button-plain" href={link_to('/formats')}>
            <Icon name="settings" />
            {t('formats.title')}
          </a>
        </>
      }
    >
      <ImportKinds chosen="orders" />
      {refusal !== null && <Trouble refusal={refusal} />}
      {refusal?.code === 'format_unknown' && (
        <a class="button button-primary" href={link_to('/formats/new')}>
          <Icon name="plus" />
          {t('formats.for_this_file')}
        </a>
      )}
      {preview === null ? (
        <DropZone
          busy={busy}
          on_file={(file, shop, profile) => void hand_in(file, shop, profile)}
        />
      ) : (
        <Preview
          preview={preview}
          file_name={file_name}
          busy={busy}
          on_confirm={() => void confirm(preview.id)}
          on_cancel={put_away}
        />
      )}
      <PastImports answer={past} />
    </Page>
  )
}
