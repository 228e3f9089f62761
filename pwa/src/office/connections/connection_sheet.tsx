import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Chips } from '../chips'
import { Trouble } from '../trouble'
import { type Draft, KINDS, make_connection, type OwnerChoice, type Shown } from './asks'

type ConnectionSheetProps = {
  owners: readonly OwnerChoice[]
  on_made: () => void
  on_close: () => void
}

/** Connect one more system; afterwards its secret and its key are shown, this once. */
export function ConnectionSheet({ owners, on_made, on_close }: ConnectionSheetProps) {
  const [draft, write] = useState<Draft>({
    owner: owners[0]?.code ?? '',
    shop: null,
    name: '',
    address: 'https://',
    kinds: [...KINDS],
    state: 'on',
  })
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [shown, show] = useState<Shown | null>(null)
  const make = async () => {
    set_busy(true)
    const said = await make_connection(draft)
    set_busy(false)
    refuse(said.refusal)
    show(said.value)
    if (said.value !== null) on_made()
  }
  return (
    <Sheet title={t('connections.make')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {shown === null ? (
        <>
          <Fields draft={draft} owners={owners} on_change={write} />
          <div class="sheet-actions">
            <Button kind="quiet" on_press={on_close}>
              {t('common.cancel')}
            </Button>
            <Button
              kind="primary"
              icon="check"
              busy={busy}
              disabled={draft.name.trim() === '' || draft.kinds.length === 0}
              on_press={() => void make()}
            >
              {t('connections.make.do')}
            </Button>
          </div>
        </>
      ) : (
        <Secrets of={shown} on_close={on_close} />
      )}
    </Sheet>
  )
}

type FieldsProps = {
  draft: Draft
  owners: readonly OwnerChoice[]
  on_change: (draft: Draft) => void
}

function Fields({ draft, owners, on_change }: FieldsProps) {
  const shops = owners.find(({ code }) => code === draft.owner)?.shops ?? []
  return (
    <>
      <TextField
        label={t('connections.name')}
        value={draft.name}
        on_input={(name) => on_change({ ...draft, name })}
        autofocus
      />
      <TextField
        label={t('connections.address')}
        hint={t('connections.address.hint')}
        value={draft.address}
        on_input={(address) => on_change({ ...draft, address: address.trim() })}
      />
      <ChoiceField
        label={t('connections.owner')}
        value={draft.owner}
        on_choose={(owner) => on_change({ ...draft, owner, shop: null })}
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <ChoiceField
        label={t('connections.shop')}
        value={draft.shop ?? ''}
        on_choose={(shop) => on_change({ ...draft, shop: shop === '' ? null : shop })}
        choices={[
          { value: '', label: t('connections.shop.all') },
          ...shops.map((code) => ({ value: code, label: code })),
        ]}
      />
      <Chips
        label={t('connections.kinds')}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`connections.kind.${kind}`) }))}
        chosen={draft.kinds}
        on_change={(kinds) =>
          on_change({ ...draft, kinds: KINDS.filter((one) => kinds.includes(one)) })
        }
      />
    </>
  )
}

function Secrets({ of, on_close }: { of: Shown; on_close: () => void }) {
  return (
    <>
      <Notice tone="wait" icon="lock">
        {t('connections.shown_once')}
      </Notice>
      <dl class="connection-secrets">
        <dt>{t('connections.secret')}</dt>
        <dd class="code">{of.secret}</dd>
        <dt>{t('connections.key')}</dt>
        <dd class="code">{of.key}</dd>
      </dl>
      <div class="sheet-actions">
        <Button kind="primary" icon="check" on_press={on_close}>
          {t('connections.kept')}
        </Button>
      </div>
    </>
  )
}
