import { useState } from 'preact/hooks'
import { Button, Mark, Notice, Quiet } from '../../interface'
import { t, t_code } from '../../words'
import type { Refusal } from '../ask'
import { may } from '../may'
import { Trouble } from '../trouble'
import { contact_server, type FileServer, remove_server, trust_server } from './asks'
import { ServerSheet } from './server_sheet'

type ServersPanelProps = { servers: readonly FileServer[]; on_changed: () => void }

/** SFTP servers on which folders lie: who we are there, and whether their keys were compared. */
export function ServersPanel({ servers, on_changed }: ServersPanelProps) {
  const [edited, edit] = useState<FileServer | 'new' | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [shown, show] = useState<{ of: FileServer; host_key: string } | null>(null)
  const [fault, tell] = useState<string | null>(null)
  if (!may(['administrator'])) return null
  const contact = async (of: FileServer) => {
    show(null)
    const said = await contact_server(of.id)
    refuse(said.refusal)
    tell(said.value?.fault ?? null)
    const host_key = said.value?.host_key ?? null
    if (host_key !== null) show({ of, host_key })
  }
  const trust = async (of: FileServer, host_key: string) => {
    refuse((await trust_server(of.id, host_key)).refusal)
    show(null)
    on_changed()
  }
  const remove = async (of: FileServer) => {
    refuse((await remove_server(of.id)).refusal)
    show(null)
    on_changed()
  }
  return (
    <section class="past" aria-label={t('servers.title')}>
      <div class="servers-head">
        <h2>{t('servers.title')}</h2>
        <Button icon="plus" on_press={() => edit('new')}>
          {t('servers.add')}
        </Button>
      </div>
      {refusal !== null && <Trouble refusal={refusal} />}
      {fault !== null && (
        <Notice tone="ng" icon="alert">
          {t_code('folder_fault', fault)}
        </Notice>
      )}
      {shown !== null && (
        <Fingerprint
          {...shown}
          on_trust={() => void trust(shown.of, shown.host_key)}
          on_close={() => show(null)}
        />
      )}
      {servers.length === 0 && <Quiet icon="file" title={t('servers.none')} />}
      {servers.length > 0 && (
        <ServerTable
          servers={servers}
          on_contact={(of) => void contact(of)}
          on_edit={edit}
          on_remove={(of) => void remove(of)}
        />
      )}
      {edited !== null && (
        <ServerSheet
          changed={edited === 'new' ? null : edited}
          on_made={on_changed}
          on_close={() => edit(null)}
        />
      )}
    </section>
  )
}

type ServerTableProps = {
  servers: readonly FileServer[]
  on_contact: (of: FileServer) => void
  on_edit: (of: FileServer) => void
  on_remove: (of: FileServer) => void
}

function ServerTable({ servers, on_contact, on_edit, on_remove }: ServerTableProps) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('servers.name')}</th>
            <th>{t('servers.address')}</th>
            <th>{t('servers.owner')}</th>
            <th>{t('servers.login')}</th>
            <th>{t('servers.host_key')}</th>
            <th>
              <span class="unseen">{t('people.deeds')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {servers.map((of) => (
            <tr key={of.id}>
              <td>
                <strong>{of.name}</strong>
              </td>
              <td>{`${of.host}:${of.port}`}</td>
              <td>{of.owner_name ?? t('servers.house')}</td>
              <td>{t(of.has_key ? 'servers.by_key' : 'servers.by_password')}</td>
              <td>
                <KeyMark of={of} />
              </td>
              <td>
                <div class="folder-does">
                  <Button on_press={() => on_contact(of)}>{t('servers.contact')}</Button>
                  <Button kind="quiet" on_press={() => on_edit(of)}>
                    {t('servers.edit')}
                  </Button>
                  <Button kind="quiet" on_press={() => on_remove(of)}>
                    {t('servers.remove')}
                  </Button>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function KeyMark({ of }: { of: FileServer }) {
  return of.host_key === '' ? (
    <Mark tone="wait" icon="alert">
      {t('servers.key_unknown')}
    </Mark>
  ) : (
    <Mark tone="ok" icon="check">
      {t('servers.key_known')}
    </Mark>
  )
}

type FingerprintProps = {
  of: FileServer
  host_key: string
  on_trust: () => void
  on_close: () => void
}

/** What a server shows now, beside what it was known by; a person compares it before trusting. */
function Fingerprint({ of, host_key, on_trust, on_close }: FingerprintProps) {
  const is_known = of.host_key === host_key
  const is_other = of.host_key !== '' && !is_known
  return (
    <div class="panel fingerprint">
      <Notice tone={is_known ? 'ok' : is_other ? 'ng' : 'wait'} icon={is_known ? 'check' : 'alert'}>
        {t(is_known ? 'servers.same_key' : is_other ? 'servers.other_key' : 'servers.compare', {
          name: of.name,
        })}
      </Notice>
      <p class="code">{host_key}</p>
      {is_other && <p class="faint code">{`${t('servers.was')} ${of.host_key}`}</p>}
      <div class="sheet-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.close')}
        </Button>
        {!is_known && (
          <Button kind="primary" icon="check" on_press={on_trust}>
            {t('servers.trust')}
          </Button>
        )}
      </div>
    </div>
  )
}
