import { useState } from 'preact/hooks'
import { Button, Mark, Notice } from '../../interface'
import { ChoiceField, Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { carrier_name, carriers } from '../names'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { add_pool, ask_pools, close_pool, type Pool, type Pools } from './asks'

/** 連番: the boxes of slips that carriers printed ahead, and how many numbers each still holds. */
export function NumberPools() {
  const answer = use_answer('pools', ask_pools, ({ topic }) => topic.startsWith('number_pool:'))
  const [adding, ask_to_add] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const { value } = answer
  if (value === null) return answer.refusal === null ? null : <Trouble refusal={answer.refusal} />
  const close = async (pool: Pool) => {
    refuse((await close_pool(pool.id)).refusal)
    answer.again()
  }
  const few = value.pools.filter((pool) => is_open(pool) && pool.left <= pool.tell_at_left)
  return (
    <section class="slip-files" aria-label={t('pools.title')}>
      <div class="pools-head">
        <h2>{t('pools.title')}</h2>
        <Button icon="plus" on_press={() => ask_to_add(true)}>
          {t('pools.add')}
        </Button>
      </div>
      {refusal !== null && <Trouble refusal={refusal} />}
      {few.map((pool) => (
        <Notice key={pool.id} tone={pool.left === 0 ? 'ng' : 'wait'} icon="alert">
          {t(pool.left === 0 ? 'pools.dry' : 'pools.low', {
            owner: pool.owner,
            carrier: carrier_name(pool.carrier),
            n: pool.left,
          })}
        </Notice>
      ))}
      {value.pools.length === 0 ? (
        <p class="faint">{t('pools.none')}</p>
      ) : (
        <PoolTable pools={value.pools} on_close={(pool) => void close(pool)} />
      )}
      {adding && (
        <AddSheet
          owners={value.owners}
          on_done={() => {
            ask_to_add(false)
            answer.again()
          }}
          on_close={() => ask_to_add(false)}
        />
      )}
    </section>
  )
}

const is_open = (pool: Pool) => pool.closed_at === null

type PoolTableProps = { pools: readonly Pool[]; on_close: (pool: Pool) => void }

function PoolTable({ pools, on_close }: PoolTableProps) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('pools.owner')}</th>
            <th>{t('slips.carrier')}</th>
            <th>{t('pools.range')}</th>
            <th>{t('pools.next')}</th>
            <th class="col-number">{t('pools.left')}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {pools.map((pool) => (
            <tr key={pool.id} class="row">
              <td>{pool.owner}</td>
              <td>{carrier_name(pool.carrier)}</td>
              <td class="code">
                {grouped(pool.first)} – {grouped(pool.last)}
              </td>
              <td class="code">{is_open(pool) && pool.next !== null && grouped(pool.next)}</td>
              <td class="col-number">{pool.left.toLocaleString()}</td>
              <td class="col-time">
                {is_open(pool) ? (
                  <Button kind="quiet" on_press={() => on_close(pool)}>
                    {t('pools.close')}
                  </Button>
                ) : (
                  <Mark tone="calm" icon="close">
                    {t('pools.closed')}
                  </Mark>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A number as it stands on the slip: in fours. */
function grouped(number: string): string {
  return `${number.slice(0, 4)}-${number.slice(4, 8)}-${number.slice(8)}`
}

type AddSheetProps = {
  owners: Pools['owners']
  on_done: () => void
  on_close: () => void
}

function AddSheet({ owners, on_done, on_close }: AddSheetProps) {
  const [owner, choose_owner] = useState(owners[0]?.code ?? '')
  const [carrier, choose_carrier] = useState(carriers.value[0]?.code ?? '')
  const [first, write_first] = useState('')
  const [last, write_last] = useState('')
  const [tell_at, write_tell_at] = useState('100')
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const keep = async () => {
    set_busy(true)
    const tell_at_left = Number.parseInt(tell_at, 10) || 0
    const said = await add_pool({ owner, carrier, first, last, tell_at_left })
    set_busy(false)
    refuse(said.refusal)
    if (said.refusal === null) on_done()
  }
  return (
    <Sheet title={t('pools.add')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <p>{t('pools.add.lead')}</p>
      <ChoiceField
        label={t('pools.owner')}
        value={owner}
        on_choose={choose_owner}
        choices={owners.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <ChoiceField
        label={t('slips.carrier')}
        value={carrier}
        on_choose={choose_carrier}
        choices={carriers.value.map(({ code }) => ({ value: code, label: carrier_name(code) }))}
      />
      <div class="sender-fields">
        <TextField
          label={t('pools.first')}
          value={first}
          on_input={write_first}
          keyboard="numeric"
        />
        <TextField label={t('pools.last')} value={last} on_input={write_last} keyboard="numeric" />
      </div>
      <TextField
        label={t('pools.tell_at')}
        value={tell_at}
        on_input={write_tell_at}
        keyboard="numeric"
      />
      <div class="sheet-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.cancel')}
        </Button>
        <Button
          kind="primary"
          icon="check"
          busy={busy}
          disabled={first.trim() === '' || last.trim() === ''}
          on_press={() => void keep()}
        >
          {t('pools.keep')}
        </Button>
      </div>
    </Sheet>
  )
}
