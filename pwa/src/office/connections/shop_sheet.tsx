import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { AccountFields } from './account_fields'
import type { Connection, OwnerChoice } from './asks'
import {
  change_shop,
  connect_shop,
  type ShopAccess,
  type ShopChanges,
  type ShopDraft,
  type ShopSystem,
  SYSTEMS,
} from './shop_asks'
import { ShopFields } from './shop_fields'

const NEXT_ENGINE = 'https://api.next-engine.org'

type Changed = { connection: Connection; access: ShopAccess }
type ShopSheetProps = {
  owners: readonly OwnerChoice[]
  /** The connection that is changed; none: a new one. */
  changed: Changed | null
  on_made: () => void
  on_close: () => void
}

/** Connect a shop by its API, or change that. Secrets are typed here and never shown again. */
export function ShopSheet({ owners, changed, on_made, on_close }: ShopSheetProps) {
  const [draft, write] = useState<ShopDraft>(() => draft_of(owners, changed))
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [made, show] = useState<Made | null>(null)
  const save = async () => {
    set_busy(true)
    if (changed === null) {
      const said = await connect_shop(draft)
      refuse(said.refusal)
      show(said.value)
      if (said.value !== null) on_made()
    } else {
      const said = await change_shop(changed.connection.id, changes_of(draft))
      refuse(said.refusal)
      if (said.refusal === null) {
        on_made()
        on_close()
      }
    }
    set_busy(false)
  }
  const title = changed === null ? t('shop.make') : t('shop.change')
  const lacks_key = changed === null && (draft.client_secret === '' || no_key(draft))
  const takes_none = draft.system === 'next_engine' && draft.taken_states?.length === 0
  const is_whole = draft.name.trim() !== '' && draft.kinds.length > 0 && !takes_none
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {made === null ? (
        <>
          <Fields draft={draft} owners={owners} is_new={changed === null} on_change={write} />
          <div class="sheet-actions">
            <Button kind="quiet" on_press={on_close}>
              {t('common.cancel')}
            </Button>
            <Button
              kind="primary"
              icon="check"
              busy={busy}
              disabled={!is_whole || lacks_key}
              on_press={() => void save()}
            >
              {changed === null ? t('shop.make.do') : t('shop.change.do')}
            </Button>
          </div>
        </>
      ) : (
        <WhatNext made={made} on_close={on_close} />
      )}
    </Sheet>
  )
}

type Made = { hears_at: string; login_at: string | null }

/** What is to be written down at the other side, so that it tells, or lets us in. */
function WhatNext({ made, on_close }: { made: Made; on_close: () => void }) {
  const logs_in = made.login_at !== null
  return (
    <>
      <Notice tone="done" icon="check">
        {t(logs_in ? 'next_engine.made' : 'shop.made')}
      </Notice>
      <dl class="connection-secrets">
        <dt>{t(logs_in ? 'next_engine.redirect_uri' : 'shop.hears_at')}</dt>
        <dd class="code">{made.hears_at}</dd>
      </dl>
      {!logs_in && <p class="faint">{t('shop.hears_at.hint')}</p>}
      <div class="sheet-actions">
        <Button kind="primary" icon="check" on_press={on_close}>
          {t('common.close')}
        </Button>
      </div>
    </>
  )
}

type FieldsProps = {
  draft: ShopDraft
  owners: readonly OwnerChoice[]
  is_new: boolean
  on_change: (draft: ShopDraft) => void
}

function Fields({ draft, owners, is_new, on_change }: FieldsProps) {
  const put = (part: Partial<ShopDraft>) => on_change({ ...draft, ...part })
  return (
    <>
      {is_new && <Whose draft={draft} owners={owners} on_change={on_change} />}
      <TextField
        label={t('connections.name')}
        value={draft.name}
        on_input={(name) => put({ name })}
        autofocus
      />
      {draft.system === 'next_engine' ? (
        <AccountFields draft={draft} is_new={is_new} shops={shops_of(owners, draft)} put={put} />
      ) : (
        <ShopFields draft={draft} is_new={is_new} put={put} />
      )}
    </>
  )
}

function shops_of(owners: readonly OwnerChoice[], { owner }: ShopDraft): readonly string[] {
  return owners.find(({ code }) => code === owner)?.shops ?? []
}

type WhoseProps = Pick<FieldsProps, 'draft' | 'owners' | 'on_change'>

function Whose({ draft, owners, on_change }: WhoseProps) {
  const of_owner = (owner: string) => owners.find(({ code }) => code === owner)?.shops ?? []
  return (
    <div class="shop-fields">
      <ChoiceField
        label={t('shop.system')}
        value={draft.system}
        on_choose={(system) => on_change({ ...draft, ...begin_with(system as ShopSystem) })}
        choices={(Object.keys(SYSTEMS) as ShopSystem[]).map((system) => ({
          value: system,
          label: t(`shop.system.${system}`),
        }))}
      />
      <ChoiceField
        label={t('connections.owner')}
        value={draft.owner}
        on_choose={(owner) =>
          on_change({ ...draft, owner, shop: of_owner(owner)[0] ?? '', behind: [] })
        }
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <ChoiceField
        label={t('connections.shop')}
        value={draft.shop}
        on_choose={(shop) => on_change({ ...draft, shop })}
        choices={of_owner(draft.owner).map((code) => ({ value: code, label: code }))}
      />
    </div>
  )
}

function no_key(draft: ShopDraft): boolean {
  return (draft.client_id ?? '') === '' && (draft.access_token ?? '') === ''
}

/** What a system is usually begun with. */
function begin_with(system: ShopSystem) {
  return {
    system,
    kinds: [...SYSTEMS[system]],
    address: system === 'next_engine' ? NEXT_ENGINE : 'https://',
    taken_states: system === 'next_engine' ? ['20'] : [],
    behind: [],
  }
}

function draft_of(owners: readonly OwnerChoice[], changed: ShopSheetProps['changed']): ShopDraft {
  const first = owners.find(({ shops }) => shops.length > 0)
  const its = owners.find(({ code }) => code === changed?.connection.owner) ?? first
  const system = (changed?.access.system ?? 'shopify') as ShopSystem
  return {
    owner: its?.code ?? '',
    shop: its?.shops[0] ?? '',
    ...begin_with(system),
    name: changed?.connection.name ?? '',
    ...(changed === null ? {} : as_it_is(changed, system)),
    state: 'sandbox',
    client_id: changed?.access.client_id ?? '',
    client_secret: '',
    access_token: '',
    place: changed?.access.place ?? '',
    notifies_customers: changed?.access.notifies_customers ?? false,
  }
}

function as_it_is({ connection, access }: Changed, system: ShopSystem) {
  return {
    address: connection.address,
    kinds: SYSTEMS[system].filter((kind) => connection.kinds.includes(kind)),
    taken_states: access.taken_states,
    behind: access.behind,
  }
}

/** What is left empty of the secrets stays as it is. */
function changes_of(draft: ShopDraft): ShopChanges {
  const { owner, shop, system, state, client_secret, access_token, ...changes } = draft
  return {
    ...changes,
    ...(client_secret === '' ? {} : { client_secret }),
    ...(access_token === '' || access_token === undefined ? {} : { access_token }),
  }
}
