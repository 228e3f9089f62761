import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { ChoiceField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { ask_label_choices } from '../labels'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { count_zone } from './asks'

const NEVER = () => false

/** 一斉棚卸: every shelf of a zone is counted, while picking goes on. */
export function ZoneCount() {
  const zones = use_answer('label choices', ask_label_choices, NEVER).value?.zones ?? []
  const [chosen, choose] = useState('')
  const [laid, tell] = useState<number | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [busy, set_busy] = useState(false)
  const zone = chosen === '' ? (zones[0]?.code ?? '') : chosen
  const count = async () => {
    set_busy(true)
    const said = await count_zone(zone)
    set_busy(false)
    refuse(said.refusal)
    tell(said.value?.laid ?? null)
  }
  return (
    <section class="terms-part" aria-labelledby="terms-count">
      <h2 id="terms-count">{t('terms.count')}</h2>
      <p class="faint">{t('terms.count.hint')}</p>
      {refusal !== null && <Trouble refusal={refusal} />}
      {laid !== null && (
        <Notice tone="done" icon="check">
          {t(laid === 0 ? 'terms.count.none' : 'terms.count.laid', { n: laid })}
        </Notice>
      )}
      <div class="terms-zone">
        <ChoiceField
          label={t('terms.zone')}
          value={zone}
          choices={zones.map(({ code, name, places }) => ({
            value: code,
            label: t('terms.zone.of', { name, n: places }),
          }))}
          on_choose={(code) => {
            choose(code)
            tell(null)
          }}
        />
        <Button icon="list" busy={busy} disabled={zone === ''} on_press={() => void count()}>
          {t('terms.count.lay', { n: zones.find(({ code }) => code === zone)?.places ?? 0 })}
        </Button>
      </div>
    </section>
  )
}
