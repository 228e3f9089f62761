import { useState } from 'preact/hooks'
import { Button, IconButton } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { type Kit, type Kits, type Part, write_kit } from './asks'

type Draft = { key: number; product: string; pieces: string }

type KitSheetProps = {
  /** The kit to change; null: a new one. */
  of: Kit | null
  owners: Kits['owners']
  on_close: () => void
  on_done: () => void
}

/** What is in a kit: a line for each part. */
export function KitSheet({ of, owners, on_close, on_done }: KitSheetProps) {
  const [owner, choose] = useState(of?.owner ?? owners[0]?.code ?? '')
  const [sku, name] = useState(of?.sku ?? '')
  const [parts, write] = useState<Draft[]>(drafts_of(of))
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const said = parts.flatMap(part_said)
  const save = async (kept: Part[]) => {
    set_busy(true)
    const reply = await write_kit(owner, sku.trim(), kept)
    set_busy(false)
    refuse(reply.refusal)
    if (reply.refusal === null) on_done()
  }
  return (
    <Sheet title={of?.name ?? t('kits.new')} close_label={t('common.close')} on_close={on_close}>
      <form
        class="kit-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save(said)
        }}
      >
        {of === null && (
          <ChoiceField
            label={t('kits.owner')}
            value={owner}
            on_choose={choose}
            choices={owners.map(({ code, name: label }) => ({ value: code, label }))}
          />
        )}
        {of === null && <TextField label={t('kits.sku')} value={sku} on_input={name} />}
        <Parts of={parts} on_change={write} />
        {refusal !== null && <Trouble refusal={refusal} />}
        <p class="faint">{t('kits.later')}</p>
        <div class="sheet-actions">
          {of !== null && (
            <Button busy={busy} on_press={() => void save([])}>
              {t('kits.dissolve')}
            </Button>
          )}
          <Button
            kind="primary"
            type="submit"
            icon="check"
            busy={busy}
            disabled={said.length === 0 || sku.trim() === ''}
          >
            {t('kits.save')}
          </Button>
        </div>
      </form>
    </Sheet>
  )
}

function drafts_of(kit: Kit | null): Draft[] {
  if (kit === null) return [{ key: 0, product: '', pieces: '1' }]
  return kit.parts.map(({ product, pieces }, key) => ({ key, product, pieces: String(pieces) }))
}

function part_said({ product, pieces }: Draft): Part[] {
  const number = Number(pieces)
  return product.trim() === '' || !(number > 0) ? [] : [{ product: product.trim(), pieces: number }]
}

type PartsProps = { of: Draft[]; on_change: (parts: Draft[]) => void }

function Parts({ of, on_change }: PartsProps) {
  const change = (changed: Draft) =>
    on_change(of.map((part) => (part.key === changed.key ? changed : part)))
  const next = Math.max(-1, ...of.map(({ key }) => key)) + 1
  return (
    <>
      <ul class="kit-drafts">
        {of.map((part) => (
          <li key={part.key}>
            <TextField
              label={t('kits.part')}
              value={part.product}
              on_input={(product) => change({ ...part, product })}
            />
            <TextField
              label={t('kits.pieces')}
              keyboard="numeric"
              value={part.pieces}
              on_input={(typed) =>
                change({ ...part, pieces: typed.replace(/\D/g, '').slice(0, 3) })
              }
            />
            <IconButton
              icon="close"
              label={t('kits.remove', { part: part.product })}
              on_press={() => on_change(of.filter(({ key }) => key !== part.key))}
            />
          </li>
        ))}
      </ul>
      <Button
        icon="plus"
        on_press={() => on_change([...of, { key: next, product: '', pieces: '1' }])}
      >
        {t('kits.more')}
      </Button>
    </>
  )
}
