import { TextField } from '../../sheets'
import { t } from '../../words'
import { Chips } from '../chips'
import type { ShopDraft } from './shop_asks'

/** States (受注状態区分) of a slip that is to be sent. */
const STATES = ['20', '30', '40'] as const

type AccountFieldsProps = {
  draft: ShopDraft
  is_new: boolean
  /** The codes of the owner's shops. */
  shops: readonly string[]
  put: (part: Partial<ShopDraft>) => void
}

/** What an account of ネクストエンジン is opened by, and which of its orders come in. */
export function AccountFields({ draft, is_new, shops, put }: AccountFieldsProps) {
  return (
    <>
      <TextField
        label={t('next_engine.address')}
        hint={t('next_engine.address.hint')}
        value={draft.address}
        on_input={(address) => put({ address: address.trim() })}
      />
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
          hint={is_new ? t('next_engine.client_secret.hint') : t('shop.stays')}
          value={draft.client_secret}
          on_input={(client_secret) => put({ client_secret: client_secret.trim() })}
        />
      </div>
      <Chips
        label={t('next_engine.states')}
        choices={STATES.map((state) => ({
          value: state,
          label: t(`next_engine.state.${state}`),
        }))}
        chosen={draft.taken_states ?? []}
        on_change={(states) =>
          put({ taken_states: STATES.filter((state) => states.includes(state)) })
        }
      />
      {shops.length > 1 && <Behind draft={draft} shops={shops} put={put} />}
    </>
  )
}

/** Which shop of ours each shop behind the account is, by the code that it has there. */
function Behind({ draft, shops, put }: Pick<AccountFieldsProps, 'draft' | 'shops' | 'put'>) {
  const behind = draft.behind ?? []
  const code_of = (shop: string) => behind.find((one) => one.shop === shop)?.their_code ?? ''
  const write = (shop: string, their_code: string) => {
    const others = behind.filter((one) => one.shop !== shop)
    put({ behind: their_code === '' ? others : [...others, { shop, their_code }] })
  }
  return (
    <fieldset class="shops-behind">
      <legend>{t('next_engine.behind')}</legend>
      <div class="shop-fields">
        {shops.map((shop) => (
          <TextField
            key={shop}
            label={shop}
            value={code_of(shop)}
            on_input={(their_code) => write(shop, their_code.trim())}
          />
        ))}
      </div>
      <p class="field-note">{t('next_engine.behind.hint')}</p>
    </fieldset>
  )
}
