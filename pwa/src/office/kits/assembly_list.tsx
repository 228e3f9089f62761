import { useState } from 'preact/hooks'
import { Button, Mark } from '../../interface'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { type Assembly, type Kit, withdraw_kits } from './asks'

type AssemblyListProps = { of: Assembly[]; kits: Kit[]; on_change: () => void }

/** Kits that are to be put together, or are being; what nobody has begun can be called off. */
export function AssemblyList({ of, kits, on_change }: AssemblyListProps) {
  const [refusal, refuse] = useState<Refusal | null>(null)
  if (of.length === 0) return null
  const names = new Map(kits.map(({ product, name }) => [product, name]))
  const withdraw = async (task: number) => {
    const reply = await withdraw_kits(task)
    refuse(reply.refusal)
    on_change()
  }
  return (
    <section class="assemblies">
      <h2>{t('kits.assemblies')}</h2>
      {refusal !== null && <Trouble refusal={refusal} />}
      <ul>
        {of.map((one) => (
          <li key={one.task}>
            <strong>{names.get(one.kit)}</strong>
            <span>
              {one.apart
                ? t('kits.assemblies.apart', { wanted: one.wanted_kits })
                : t('kits.assemblies.made', { made: one.made_kits, wanted: one.wanted_kits })}
            </span>
            {one.wanted_kits < one.asked_kits && (
              <Mark tone="wait" icon="alert">
                {t('kits.assemblies.asked', { n: one.asked_kits })}
              </Mark>
            )}
            <span class="faint">
              {one.claimed_by === null
                ? t('kits.assemblies.waits')
                : t('kits.assemblies.at_work', { name: one.claimed_by })}
            </span>
            {one.stage === 'open' && one.made_kits === 0 && (
              <Button kind="quiet" icon="close" on_press={() => void withdraw(one.task)}>
                {t('kits.assemblies.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
