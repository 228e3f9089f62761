import { useState } from 'preact/hooks'
import { Button, day_and_time, Notice } from '../../interface'
import { Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Chips } from '../chips'
import { Trouble } from '../trouble'
import { type Connection, change_connection, KINDS, renew_key, renew_secret } from './asks'

type EditSheetProps = { of: Connection; on_changed: () => void; on_close: () => void }

/** Change where a connection leads and what it hears; renew the secret or the key, shown this once. */
export function EditSheet({ of, on_changed, on_close }: EditSheetProps) {
  const [name, rename] = useState(of.name)
  const [address, move] = useState(of.address)
  const [kinds, want] = useState<readonly string[]>(of.kinds)
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const save = async () => {
    set_busy(true)
    const said = await change_connection(of.id, {
      name: name.trim(),
      // An address that stays as it is need not be looked up again.
      ...(address === of.address ? {} : { address }),
      kinds: KINDS.filter((one) => kinds.includes(one)),
    })
    set_busy(false)
    refuse(said.refusal)
    if (said.refusal !== null) return
    on_changed()
    on_close()
  }
  return (
    <Sheet
      title={t('connections.edit.title', { name: of.name })}
      close_label={t('common.close')}
      on_close={on_close}
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      <TextField label={t('connections.name')} value={name} on_input={rename} autofocus />
      <TextField
        label={t('connections.address')}
        hint={t('connections.address.hint')}
        value={address}
        on_input={(typed) => move(typed.trim())}
      />
      <Chips
        label={t('connections.kinds')}
        choices={KINDS.map((kind) => ({ value: kind, label: t(`connections.kind.${kind}`) }))}
        chosen={kinds}
        on_change={want}
      />
      <div class="sheet-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.cancel')}
        </Button>
        <Button
          kind="primary"
          icon="check"
          busy={busy}
          disabled={name.trim() === '' || kinds.length === 0}
          on_press={() => void save()}
        >
          {t('connections.edit.save')}
        </Button>
      </div>
      <Renewals of={of} on_changed={on_changed} on_refused={refuse} />
    </Sheet>
  )
}

type RenewalsProps = {
  of: Connection
  on_changed: () => void
  on_refused: (refusal: Refusal | null) => void
}

function Renewals({ of, on_changed, on_refused }: RenewalsProps) {
  const [shown, show] = useState<{ label: string; text: string } | null>(null)
  const renew = async (what: 'secret' | 'key') => {
    const said = what === 'secret' ? await renew_secret(of.id) : await renew_key(of.id)
    on_refused(said.refusal)
    if (said.value === null) return
    const text = 'secret' in said.value ? said.value.secret : said.value.key
    show({ label: t(`connections.${what}`), text })
    on_changed()
  }
  return (
    <section class="renewals" aria-label={t('connections.renew')}>
      <h3>{t('connections.renew')}</h3>
      {shown !== null && (
        <Notice tone="wait" icon="lock">
          {t('connections.shown_once')}
          <dl class="connection-secrets">
            <dt>{shown.label}</dt>
            <dd class="code">{shown.text}</dd>
          </dl>
        </Notice>
      )}
      <div class="renewal">
        <p>
          <strong>{t('connections.secret')}</strong>
          <span class="faint">
            {of.old_secret_until === null
              ? t('connections.renew.secret.hint')
              : t('connections.renew.both', { until: day_and_time(of.old_secret_until) })}
          </span>
        </p>
        <Button icon="refresh" on_press={() => void renew('secret')}>
          {t('connections.renew.secret')}
        </Button>
      </div>
      <div class="renewal">
        <p>
          <strong>{t('connections.key')}</strong>
          <span class="faint">{t('connections.renew.key.hint')}</span>
        </p>
        <Button icon="refresh" on_press={() => void renew('key')}>
          {t('connections.renew.key')}
        </Button>
      </div>
    </section>
  )
}
