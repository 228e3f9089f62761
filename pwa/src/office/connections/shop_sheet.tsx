import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Chips } from '../chips'
import { Trouble } from '../trouble'
import type { Connection, OwnerChoice } from './asks'
import {
  change_shop,
  connect_shop,
  KINDS_OF_SHOPS,
  type ShopAccess,
  type ShopChanges,
  type ShopDraft,
} from './shop_asks'

type ShopSheetProps = {
  owners: readonly OwnerChoice[]
  /** The connection that is changed; none: a new one. */
  changed: { connection: Connection; access: ShopAccess } | null
  on_made: () => void
  on_close: () => void
}

/** Connect a shop by its API, or change that. Secrets are typed here and never shown again. */
export function ShopSheet({ owners, changed, on_made, on_close }: ShopSheetProps) {
  const [draft, write] = useState<ShopDraft>(() => draft_of(owners, changed))
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [hears_at, show] = useState<string | null>(null)
  const save = async () => {
    set_busy(true)
    if (changed === null) {
      const said = await connect_shop(draft)
      refuse(said.refusal)
      show(said.value?.hears_at ?? null)
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
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {hears_at === null ? (
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
              disabled={draft.name.trim() === '' || draft.kinds.length === 0 || lacks_key}
              on_press={() => void save()}
            >
              {changed === null ? t('shop.make.do') : t('shop.change.do')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <Notice tone="done" icon="check">
            {t('shop.made')}
          </Notice>
          <dl class="connection-secrets">
            <dt>{t('shop.hears_at')}</dt>
            <dd class="code">{hears_at}</dd>
          </dl>
          <p class="faint">{t('shop.hears_at.hint')}</p>
          <div class="sheet-actions">
            <Button kind="primary" icon="check" on_press={on_close}>
              {t('common.close')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
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
      <TextField
        label={t('shop.address')}
        hint={t('shop.address.hint')}
        value={draft.address}
        on_input={(address) => put({ address: address.trim() })}
      />
      <Keys draft={draft} is_new={is_new} put={put} />
      <Chips
        label={t('connections.kinds')}
        choices={KINDS_OF_SHOPS.map((kind) => ({
          value: kind,
          label: t(`connections.kind.${kind}`),
        }))}
        chosen={draft.kinds}
        on_change={(kinds) => put({ kinds: KINDS_OF_SHOPS.filter((one) => kinds.includes(one)) })}
      />
      <Chips
        label={t('shop.notifies')}
        choices={[{ value: 'yes', label: t('shop.notifies.yes') }]}
        chosen={draft.notifies_customers === true ? ['yes'] : []}
        on_change={(chosen) => put({ notifies_customers: chosen.includes('yes') })}
      />
    </>
  )
}

type WhoseProps = Pick<FieldsProps, 'draft' | 'owners' | 'on_change'>

function Whose({ draft, owners, on_change }: WhoseProps) {
  const shops_of = (owner: string) => owners.find(({ code }) => code === owner)?.shops ?? []
  return (
    <div class="shop-fields">
      <ChoiceField
        label={t('shop.system')}
        value={draft.system}
        on_choose={(system) => on_change({ ...draft, system: system as ShopDraft['system'] })}
        choices={[{ value: 'shopify', label: t('shop.system.shopify') }]}
      />
      <ChoiceField
        label={t('connections.owner')}
        value={draft.owner}
        on_choose={(owner) => on_change({ ...draft, owner, shop: shops_of(owner)[0] ?? '' })}
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <ChoiceField
        label={t('connections.shop')}
        value={draft.shop}
        on_choose={(shop) => on_change({ ...draft, shop })}
        choices={shops_of(draft.owner).map((code) => ({ value: code, label: code }))}
      />
    </div>
  )
}

type KeysProps = { draft: ShopDraft; is_new: boolean; put: (part: Partial<ShopDraft>) => void }

function Keys({ draft, is_new, put }: KeysProps) {
  return (
    <>
      <div class="shop-fields">
        <TextField
          label={t('shop.client_id')}
          value={draft.client_id ?? ''}
          on_input={(client_id) => put({ client_id: client_id.trim() })}
        />
        <TextField
          label={t('shop.client_secret')}
          type="password"
          autocomplete="new-password"
          hint={is_new ? t('shop.client_secret.hint') : t('shop.stays')}
          value={draft.client_secret}
          on_input={(client_secret) => put({ client_secret: client_secret.trim() })}
        />
      </div>
      <div class="shop-fields">
        <TextField
          label={t('shop.access_token')}
          type="password"
          autocomplete="new-password"
          hint={is_new ? t('shop.access_token.hint') : t('shop.stays')}
          value={draft.access_token ?? ''}
          on_input={(access_token) => put({ access_token: access_token.trim() })}
        />
        <TextField
          label={t('shop.place')}
          hint={t('shop.place.hint')}
          value={draft.place ?? ''}
          on_input={(place) => put({ place: place.trim() })}
        />
      </div>
    </>
  )
}

function no_key(draft: ShopDraft): boolean {
  return (draft.client_id ?? '') === '' && (draft.access_token ?? '') === ''
}

function draft_of(owners: readonly OwnerChoice[], changed: ShopSheetProps['changed']): ShopDraft {
  const first = owners.find(({ shops }) => shops.length > 0)
  return {
    owner: first?.code ?? '',
    shop: first?.shops[0] ?? '',
    system: 'shopify',
    name: changed?.connection.name ?? '',
    address: changed?.connection.address ?? 'https://',
    kinds: KINDS_OF_SHOPS.filter((kind) => changed?.connection.kinds.includes(kind) ?? true),
    state: 'sandbox',
    client_id: changed?.access.client_id ?? '',
    client_secret: '',
    access_token: '',
    place: changed?.access.place ?? '',
    notifies_customers: changed?.access.notifies_customers ?? false,
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
