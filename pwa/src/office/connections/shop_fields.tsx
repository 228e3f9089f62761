import { TextField } from '../../sheets'
import { t } from '../../words'
import { Chips } from '../chips'
import { type ShopDraft, SYSTEMS } from './shop_asks'

type ShopFieldsProps = {
  draft: ShopDraft
  is_new: boolean
  put: (part: Partial<ShopDraft>) => void
}

/** What a shop of Shopify's is opened by, and what it is told. */
export function ShopFields({ draft, is_new, put }: ShopFieldsProps) {
  const kinds = SYSTEMS.shopify
  return (
    <>
      <TextField
        label={t('shop.address')}
        hint={t('shop.address.hint')}
        value={draft.address}
        on_input={(address) => put({ address: address.trim() })}
      />
      <Keys draft={draft} is_new={is_new} put={put} />
      <Chips
        label={t('connections.kinds')}
        choices={kinds.map((kind) => ({ value: kind, label: t(`connections.kind.${kind}`) }))}
        chosen={draft.kinds}
        on_change={(chosen) => put({ kinds: kinds.filter((one) => chosen.includes(one)) })}
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

function Keys({ draft, is_new, put }: ShopFieldsProps) {
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
