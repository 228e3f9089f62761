import { useRef, useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { TextField } from '../../sheets'
import { t, t_code } from '../../words'
import type { Refusal } from '../ask'
import { ProblemTable } from '../imports'
import { Trouble } from '../trouble'
import { hand_in_redemptions, type RedemptionsTaken, redeem_code } from './asks'
import { MostField } from './fields'

type Done = { refusal: Refusal | null; said: string | null; taken: RedemptionsTaken | null }

const NOTHING: Done = { refusal: null, said: null, taken: null }

/** Codes that customers have used: one that is told, or a cart's file. */
export function RedeemPanel({ owner }: { owner: string }) {
  const [code, type_code] = useState('')
  const [order_no, type_order] = useState('')
  const [yen, type_yen] = useState<number | null>(null)
  const [busy, set_busy] = useState(false)
  const [done, tell] = useState<Done>(NOTHING)
  const chooser = useRef<HTMLInputElement>(null)
  const note = async () => {
    set_busy(true)
    const { value, refusal } = await redeem_code(owner, code.trim(), order_no.trim(), yen)
    set_busy(false)
    if (value === null) {
      tell({ ...NOTHING, refusal })
      return
    }
    const family = value.outcome === 'known' ? 'known' : 'noted'
    tell({ ...NOTHING, said: t_code('campaign.redeem', family, { code: value.code }) })
    type_code('')
    type_order('')
    type_yen(null)
  }
  const hand_in = async (file: File) => {
    set_busy(true)
    const { value, refusal } = await hand_in_redemptions(owner, file)
    set_busy(false)
    tell({ ...NOTHING, refusal, taken: value })
  }
  return (
    <section class="panel campaign-report" aria-label={t('campaign.redeem')}>
      <div class="rule-panel-head">
        <div>
          <h2>{t('campaign.redeem')}</h2>
          <p class="rule-hint">{t('campaign.redeem.hint')}</p>
        </div>
      </div>
      <form
        class="campaign-redeem"
        onSubmit={(event) => {
          event.preventDefault()
          void note()
        }}
      >
        <TextField label={t('campaign.redeem.code')} value={code} on_input={type_code} />
        <TextField label={t('campaign.redeem.order')} value={order_no} on_input={type_order} />
        <MostField
          label={t('campaign.redeem.amount')}
          value={yen}
          placeholder=""
          problem={null}
          on_change={type_yen}
        />
        <div class="campaign-redeem-do">
          <Button
            kind="primary"
            type="submit"
            busy={busy}
            disabled={code.trim() === '' || order_no.trim() === ''}
          >
            {t('campaign.redeem.note')}
          </Button>
          <Button icon="upload" busy={busy} on_press={() => chooser.current?.click()}>
            {t('campaign.redeem.file')}
          </Button>
        </div>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.txt,.tsv,text/csv"
          class="unseen"
          tabIndex={-1}
          aria-label={t('campaign.redeem.file')}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file !== undefined && !busy) void hand_in(file)
            event.currentTarget.value = ''
          }}
        />
      </form>
      <Outcome of={done} />
    </section>
  )
}

/** What became of the code, or of each row of the file. */
function Outcome({ of }: { of: Done }) {
  if (of.refusal !== null) return <Trouble refusal={of.refusal} />
  if (of.said !== null) {
    return (
      <Notice tone="ok" icon="check">
        {of.said}
      </Notice>
    )
  }
  if (of.taken === null) return null
  const { redeemed, known, refused, rows } = of.taken
  return (
    <>
      <Notice tone={refused > 0 ? 'wait' : 'ok'} icon={refused > 0 ? 'alert' : 'check'}>
        {t('campaign.redeem.tally', { redeemed, known, refused })}
      </Notice>
      {refused > 0 && <ProblemTable problems={rows} rejected={refused} />}
    </>
  )
}
