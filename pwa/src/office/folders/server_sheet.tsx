import { useId, useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_masters } from '../masters'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { change_server, type FileServer, note_server, type ServerDraft } from './asks'

type ServerSheetProps = {
  /** The server that is changed; none: a new one. */
  changed: FileServer | null
  on_made: () => void
  on_close: () => void
}

type Typed = Required<Omit<ServerDraft, 'owner' | 'port'>> & {
  owner: string
  port: string
  by: 'key' | 'password'
}

/** Note an SFTP server, or change it. What opens it is typed here and never shown again. */
export function ServerSheet({ changed, on_made, on_close }: ServerSheetProps) {
  const [draft, write] = useState<Typed>(() => typed(changed))
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const save = async () => {
    set_busy(true)
    const said = await saved(changed, draft)
    set_busy(false)
    refuse(said.refusal)
    if (said.refusal !== null) return
    on_made()
    on_close()
  }
  return (
    <Sheet
      title={t(changed === null ? 'servers.add' : 'servers.edit')}
      close_label={t('common.close')}
      on_close={on_close}
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      <Fields
        draft={draft}
        is_new={changed === null}
        put={(part) => write({ ...draft, ...part })}
      />
      <div class="sheet-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.cancel')}
        </Button>
        <Button
          kind="primary"
          icon="check"
          busy={busy}
          disabled={!is_whole(draft, changed === null)}
          on_press={() => void save()}
        >
          {t('servers.save')}
        </Button>
      </div>
    </Sheet>
  )
}

type FieldsProps = { draft: Typed; is_new: boolean; put: (part: Partial<Typed>) => void }

function Fields({ draft, is_new, put }: FieldsProps) {
  return (
    <>
      {is_new && <Whose owner={draft.owner} on_choose={(owner) => put({ owner })} />}
      <TextField
        label={t('servers.name')}
        value={draft.name}
        on_input={(name) => put({ name })}
        autofocus
      />
      <TextField
        label={t('servers.host')}
        hint={is_new ? null : t('servers.host.hint')}
        value={draft.host}
        on_input={(host) => put({ host })}
      />
      <TextField
        label={t('servers.port')}
        keyboard="numeric"
        value={draft.port}
        problem={is_port(draft.port) ? null : t('servers.port.wrong')}
        on_input={(text) => put({ port: text.trim() })}
      />
      <TextField label={t('servers.user')} value={draft.user} on_input={(user) => put({ user })} />
      <Opens draft={draft} put={put} />
      {!is_new && <p class="faint">{t('servers.secret.stays')}</p>}
    </>
  )
}

/** A password or a private key. */
function Opens({ draft, put }: Omit<FieldsProps, 'is_new'>) {
  return (
    <>
      <ChoiceField
        label={t('servers.login')}
        value={draft.by}
        on_choose={(by) => put({ by: by === 'key' ? 'key' : 'password' })}
        choices={[
          { value: 'password', label: t('servers.by_password') },
          { value: 'key', label: t('servers.by_key') },
        ]}
      />
      {draft.by === 'key' ? (
        <KeyField value={draft.private_key} on_input={(private_key) => put({ private_key })} />
      ) : (
        <TextField
          label={t('servers.password')}
          type="password"
          autocomplete="new-password"
          value={draft.password}
          on_input={(password) => put({ password })}
        />
      )}
    </>
  )
}

function is_port(text: string): boolean {
  const port = Number(text)
  return Number.isInteger(port) && port >= 1 && port <= 65_535
}

function secret_of(draft: Typed): string {
  return draft.by === 'key' ? draft.private_key : draft.password
}

function is_whole(draft: Typed, is_new: boolean): boolean {
  const named = [draft.name, draft.host, draft.user].every((text) => text.trim() !== '')
  return named && is_port(draft.port) && !(is_new && secret_of(draft) === '')
}

/** Keep it; a secret that is left empty stays as it is. */
function saved(changed: FileServer | null, draft: Typed) {
  const told = {
    name: draft.name.trim(),
    host: draft.host.trim(),
    port: Number(draft.port),
    user: draft.user.trim(),
  }
  const secret = secret_of(draft)
  const opens = draft.by === 'key' ? { private_key: secret } : { password: secret }
  if (changed === null) {
    return note_server({ ...told, ...opens, owner: draft.owner === '' ? null : draft.owner })
  }
  return change_server(changed.id, secret === '' ? told : { ...told, ...opens })
}

function typed(of: FileServer | null): Typed {
  return {
    owner: '',
    name: of?.name ?? '',
    host: of?.host ?? '',
    port: `${of?.port ?? 22}`,
    user: of?.user ?? '',
    password: '',
    private_key: '',
    by: of?.has_key === true ? 'key' : 'password',
  }
}

function Whose({ owner, on_choose }: { owner: string; on_choose: (owner: string) => void }) {
  const owners = use_answer('owners of folders', ask_masters, () => false).value?.owners ?? []
  return (
    <ChoiceField
      label={t('servers.owner')}
      value={owner}
      on_choose={on_choose}
      choices={[
        { value: '', label: t('servers.house') },
        ...owners.map(({ code, name }) => ({ value: code, label: name })),
      ]}
    />
  )
}

function KeyField({ value, on_input }: { value: string; on_input: (text: string) => void }) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{t('servers.private_key')}</label>
      <textarea
        id={id}
        rows={6}
        spellcheck={false}
        autocomplete="off"
        value={value}
        onInput={(event) => on_input(event.currentTarget.value)}
      />
    </div>
  )
}
