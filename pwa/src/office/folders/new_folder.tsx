import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { ChoiceField, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_masters } from '../masters'
import { may } from '../may'
import { carrier_name, carriers, shops } from '../names'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import {
  type Draft,
  EVERY_MINUTES,
  type FileServer,
  KINDS,
  OUT_KINDS,
  type OutDraft,
  watch_folder,
  write_into,
} from './asks'

type Kind = Draft['kind'] | OutDraft['kind']

type NewFolderProps = {
  direction: 'in' | 'out'
  servers: readonly FileServer[]
  on_made: () => void
}

type Typed = {
  kind: Kind
  owner: string
  shop: string
  carrier: string
  server: string
  every: number
  path: string
}

/** Watch one more folder, or write into one; an administrator's business. */
export function NewFolder({ direction, servers, on_made }: NewFolderProps) {
  const owners = use_answer('owners of folders', ask_masters, () => false).value?.owners ?? []
  const kinds: readonly Kind[] = direction === 'in' ? KINDS : OUT_KINDS
  const [typed, write] = useState<Typed>({ ...EMPTY, kind: kinds[0] ?? 'orders' })
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  if (!may(['administrator'])) return null
  const draft = with_choices(typed, owners[0]?.code ?? '')
  const of_whose = is_of_carrier(draft.kind) ? null : draft.owner
  const fitting = servers.filter((one) => one.owner === of_whose)
  const put = (part: Partial<Typed>) => write({ ...typed, ...part })
  const make = async () => {
    set_busy(true)
    const said = await add(draft, fitting)
    set_busy(false)
    refuse(said.refusal)
    if (said.value === null) return
    put({ path: '' })
    on_made()
  }
  const title = t(direction === 'in' ? 'folders.add' : 'folders.out_add')
  return (
    <section class="panel new-folder" aria-label={title}>
      <h2>{title}</h2>
      {refusal !== null && <Trouble refusal={refusal} />}
      <div class="new-folder-fields">
        <ChoiceField
          label={t('folders.what')}
          value={draft.kind}
          on_choose={(kind) => put({ kind: kind as Kind })}
          choices={kinds.map((value) => ({ value, label: t(`folder_kind.${value}`) }))}
        />
        <Whose draft={draft} owners={owners} put={put} />
        <Where draft={draft} fitting={fitting} put={put} />
        <Button
          kind="primary"
          icon="plus"
          busy={busy}
          disabled={draft.path.trim() === ''}
          on_press={() => void make()}
        >
          {title}
        </Button>
      </div>
      <p class="faint">{t('folders.path.hint')}</p>
    </section>
  )
}

const EMPTY = { owner: '', shop: '', carrier: '', server: '', every: 0, path: '' }

function has_shop(kind: Kind): boolean {
  return kind === 'orders' || kind === 'stock_list' || kind === 'shipped_list'
}

function is_out(kind: Kind): kind is OutDraft['kind'] {
  return OUT_KINDS.some((one) => one === kind)
}

function is_of_carrier(kind: Kind): boolean {
  return kind === 'numbers' || kind === 'label_files'
}

/** What stands in the fields that nobody has touched: the first of each. */
function with_choices(typed: Typed, first_owner: string): Typed {
  const first_shop = typed.kind === 'orders' ? (shops.value[0]?.code ?? '') : ''
  return {
    ...typed,
    owner: typed.owner || first_owner,
    shop: typed.shop || first_shop,
    carrier: typed.carrier || (carriers.value[0]?.code ?? ''),
  }
}

type PartProps = { draft: Typed; put: (part: Partial<Typed>) => void }

function Whose({ draft, owners, put }: PartProps & { owners: readonly Named[] }) {
  if (is_of_carrier(draft.kind)) {
    return (
      <ChoiceField
        label={t('folders.carrier')}
        value={draft.carrier}
        on_choose={(carrier) => put({ carrier })}
        choices={carriers.value.map(({ code }) => ({ value: code, label: carrier_name(code) }))}
      />
    )
  }
  const all = draft.kind === 'orders' ? [] : [{ value: '', label: t('folders.every_shop') }]
  return (
    <>
      <ChoiceField
        label={t('masters.owner')}
        value={draft.owner}
        on_choose={(owner) => put({ owner })}
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {has_shop(draft.kind) && (
        <ChoiceField
          label={t('folders.shop')}
          value={draft.shop}
          on_choose={(shop) => put({ shop })}
          choices={[...all, ...shops.value.map(({ code, name }) => ({ value: code, label: name }))]}
        />
      )}
    </>
  )
}

type Named = { code: string; name: string }

function Where({ draft, fitting, put }: PartProps & { fitting: readonly FileServer[] }) {
  return (
    <>
      {draft.kind === 'label_files' && (
        <ChoiceField
          label={t('folders.made')}
          value={`${draft.every}`}
          on_choose={(every) => put({ every: Number(every) })}
          choices={EVERY_MINUTES.map((n) => ({
            value: `${n}`,
            label: n === 0 ? t('folders.by_office') : t('folders.each_minutes', { n }),
          }))}
        />
      )}
      {fitting.length > 0 && (
        <ChoiceField
          label={t('folders.server')}
          value={fitting.some(({ id }) => `${id}` === draft.server) ? draft.server : ''}
          on_choose={(server) => put({ server })}
          choices={[
            { value: '', label: t('folders.here') },
            ...fitting.map(({ id, name }) => ({ value: `${id}`, label: name })),
          ]}
        />
      )}
      <TextField label={t('folders.path')} value={draft.path} on_input={(path) => put({ path })} />
    </>
  )
}

function add({ kind, ...draft }: Typed, fitting: readonly FileServer[]) {
  const asked = {
    owner: is_of_carrier(kind) ? null : draft.owner,
    shop: has_shop(kind) && draft.shop !== '' ? draft.shop : null,
    carrier: is_of_carrier(kind) ? draft.carrier : null,
    server: fitting.find(({ id }) => `${id}` === draft.server)?.id ?? null,
    path: draft.path.trim(),
  }
  if (!is_out(kind)) return watch_folder({ ...asked, kind })
  const every_minutes = EVERY_MINUTES.find((n) => n === draft.every) ?? 0
  return write_into({ ...asked, kind, every_minutes: kind === 'label_files' ? every_minutes : 0 })
}
