import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { ask_for_kits, type Kit, type KitOnStock } from './asks'

type AssemblySheetProps = {
  kit: Kit
  /** Finished ones are to be taken apart (解体). */
  apart: boolean
  on_stock: KitOnStock | null
  on_close: () => void
  on_done: () => void
}

const TOGETHER = {
  kits: 'kits.assemble.kits',
  possible: 'kits.assemble.possible',
  lead: 'kits.assemble.lead',
  fewer: 'kits.assemble.fewer',
  ask: 'kits.assemble',
} as const

const APART = {
  kits: 'kits.apart.kits',
  possible: 'kits.apart.possible',
  lead: 'kits.apart.lead',
  fewer: 'kits.apart.fewer',
  ask: 'kits.apart',
} as const

/** How many of a kit are to be put together or taken apart; where parts are missing, how many will be. */
export function AssemblySheet({ kit, apart, on_stock, on_close, on_done }: AssemblySheetProps) {
  const possible = (apart ? on_stock?.finished_pieces : on_stock?.possible_kits) ?? 0
  const words = apart ? APART : TOGETHER
  const [kits, write] = useState('')
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [fewer, say] = useState<{ kits: number; asked: number } | null>(null)
  const save = async () => {
    set_busy(true)
    const reply = await ask_for_kits(kit.product, Number(kits), apart)
    set_busy(false)
    refuse(reply.refusal)
    if (reply.value === null) return
    if (reply.value.kits < reply.value.asked) say(reply.value)
    else on_done()
  }
  return (
    <Sheet title={kit.name} close_label={t('common.close')} on_close={fewer ? on_done : on_close}>
      {fewer !== null ? (
        <Notice tone="wait" icon="alert">
          {t(words.fewer, fewer)}
        </Notice>
      ) : (
        <form
          class="kit-form"
          onSubmit={(event) => {
            event.preventDefault()
            void save()
          }}
        >
          <TextField
            label={t(words.kits)}
            keyboard="numeric"
            value={kits}
            hint={t(words.possible, { n: possible })}
            on_input={(typed) => write(typed.replace(/\D/g, '').slice(0, 4))}
          />
          {refusal !== null && <Trouble refusal={refusal} />}
          <p class="faint">{t(words.lead)}</p>
          <div class="sheet-actions">
            <Button
              kind="primary"
              type="submit"
              icon="check"
              busy={busy}
              disabled={!(Number(kits) > 0)}
            >
              {t(words.ask)}
            </Button>
          </div>
        </form>
      )}
    </Sheet>
  )
}
