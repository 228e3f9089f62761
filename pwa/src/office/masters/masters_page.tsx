import '../imports/imports.css'
import './masters.css'
import { useState } from 'preact/hooks'
import { Notice, Spinner } from '../../interface'
import { ChoiceField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Drop, ImportKinds } from '../imports'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_masters, hand_in_master, type MasterOutcome } from './asks'
import { MasterPreview } from './master_preview'

type MasterKind = 'products' | 'customers'

type Looked = { file: File; owner: string; outcome: MasterOutcome }

/** 取込 › 商品, お客様: a file becomes products or terms of customers, after a look at it. */
export function MastersPage({ kind }: { kind: MasterKind }) {
  const known = use_answer(`masters ${kind}`, ask_masters, () => false)
  const [looked, look_at] = useState<Looked | null>(null)
  const [taken, tell_taken] = useState<MasterOutcome | null>(null)
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)

  const hand_in = async (file: File, owner: string, step: 'look' | 'take') => {
    set_busy(true)
    refuse(null)
    tell_taken(null)
    const { value, refusal } = await hand_in_master(kind, file, owner, step)
    set_busy(false)
    refuse(refusal)
    if (value === null) return
    if (step === 'take') tell_taken(value)
    look_at(step === 'take' ? null : { file, owner, outcome: value })
  }
  return (
    <Page title={t(`masters.${kind}.title`)} long>
      <ImportKinds chosen={kind} />
      {refusal !== null && <Trouble refusal={refusal} />}
      {taken !== null && (
        <Notice tone="ok" icon="check">
          {t('masters.taken', { new: taken.new, changed: taken.changed })}
        </Notice>
      )}
      {known.refusal !== null && <Trouble refusal={known.refusal} again={known.again} />}
      {known.value === null && known.refusal === null && <Spinner label={t('common.wait')} />}
      {known.value !== null && looked === null && (
        <Intake
          kind={kind}
          owners={known.value.owners}
          columns={known.value[kind]}
          busy={busy}
          on_file={(file, owner) => void hand_in(file, owner, 'look')}
        />
      )}
      {looked !== null && (
        <MasterPreview
          outcome={looked.outcome}
          file_name={looked.file.name}
          busy={busy}
          on_confirm={() => void hand_in(looked.file, looked.owner, 'take')}
          on_cancel={() => look_at(null)}
        />
      )}
    </Page>
  )
}

type IntakeProps = {
  kind: MasterKind
  owners: readonly { code: string; name: string }[]
  columns: readonly string[]
  busy: boolean
  on_file: (file: File, owner: string) => void
}

/** Whose products or customers, where the file is dropped, and which columns are read. */
function Intake({ kind, owners, columns, busy, on_file }: IntakeProps) {
  const [owner, choose] = useState('')
  const chosen = owner === '' ? (owners[0]?.code ?? '') : owner
  return (
    <>
      <section class="intake" aria-label={t('imports.intake')}>
        <div class="intake-choices">
          <ChoiceField
            label={t('masters.owner')}
            value={chosen}
            on_choose={choose}
            choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
          />
          <p class="faint intake-safe">{t('masters.safe')}</p>
        </div>
        <Drop
          busy={busy}
          words={t(`masters.${kind}.drop`)}
          hint={t('masters.drop.hint')}
          accept=".csv,.txt,.tsv,text/csv"
          on_file={(file) => on_file(file, chosen)}
        />
      </section>
      <section class="panel master-columns" aria-label={t('masters.columns')}>
        <h2>{t('masters.columns')}</h2>
        <ul>
          {columns.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
        <p class="faint">{t(`masters.${kind}.needed`)}</p>
      </section>
    </>
  )
}
