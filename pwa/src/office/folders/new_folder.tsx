import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_masters } from '../masters'
import { may } from '../may'
import { shops } from '../names'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { type Draft, KINDS, watch_folder } from './asks'

/** Watch one more folder; an administrator's business. */
export function NewFolder({ on_made }: { on_made: () => void }) {
  const owners = use_answer('owners of folders', ask_masters, () => false).value?.owners ?? []
  const [kind, choose_kind] = useState<Draft['kind']>('orders')
  const [owner, choose_owner] = useState('')
  const [shop, choose_shop] = useState('')
  const [path, write_path] = useState('')
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  if (!may(['administrator'])) return null
  const chosen_owner = owner === '' ? (owners[0]?.code ?? '') : owner
  const chosen_shop = shop === '' ? (shops.value[0]?.code ?? '') : shop
  const make = async () => {
    set_busy(true)
    const said = await watch_folder({
      kind,
      owner: chosen_owner,
      shop: kind === 'orders' ? chosen_shop : null,
      path: path.trim(),
    })
    set_busy(false)
    refuse(said.refusal)
    if (said.value === null) return
    write_path('')
    on_made()
  }
  return (
    <section class="panel new-folder" aria-label={t('folders.add')}>
      <h2>{t('folders.add')}</h2>
      {refusal !== null && <Trouble refusal={refusal} />}
      <div class="new-folder-fields">
        <ChoiceField
          label={t('folders.what')}
          value={kind}
          on_choose={(value) => choose_kind(value as Draft['kind'])}
          choices={KINDS.map((value) => ({ value, label: t(`folder_kind.${value}`) }))}
        />
        <ChoiceField
          label={t('masters.owner')}
          value={chosen_owner}
          on_choose={choose_owner}
          choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
        />
        {kind === 'orders' && (
          <ChoiceField
            label={t('folders.shop')}
            value={chosen_shop}
            on_choose={choose_shop}
            choices={shops.value.map(({ code, name }) => ({ value: code, label: name }))}
          />
        )}
        <TextField label={t('folders.path')} value={path} on_input={write_path} />
        <Button
          kind="primary"
          icon="plus"
          busy={busy}
          disabled={path.trim() === ''}
          on_press={() => void make()}
        >
          {t('folders.add')}
        </Button>
      </div>
      <p class="faint">{t('folders.path.hint')}</p>
    </section>
  )
}
