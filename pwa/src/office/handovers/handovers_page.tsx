import './handovers.css'
import { useState } from 'preact/hooks'
import { Notice, Spinner } from '../../interface'
import { t } from '../../words'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { ask_handovers, ask_orders, confirm_handover, type OrderQuery } from '../asks'
import { carrier_name } from '../names'
import { concerns_orders } from '../orders'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { CarrierCard } from './carrier_card'

/** Orders whose parcels are closed, as the list of orders asks for them. */
const PACKED: OrderQuery = {
  stage: 'packed',
  shop: '',
  carrier: '',
  q: '',
  page: 1,
  page_size: 200,
}

const SUBJECTS = ['shipment:', 'carrier:', 'order:']

/** 引渡し: closed parcels wait for the driver; one press confirms the pickup of a carrier. */
export function HandoversPage() {
  const answer = use_answer('handovers', ask_handovers, ({ topic }) =>
    SUBJECTS.some((subject) => topic.startsWith(subject)),
  )
  const packed = use_answer('packed', () => ask_orders(PACKED), concerns_orders)
  const [busy, set_busy] = useState<string | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [gone, tell] = useState<{ carrier: string; parcels: number } | null>(null)
  const confirm = async (carrier: string) => {
    set_busy(carrier)
    const reply = await confirm_handover(carrier)
    set_busy(null)
    refuse(reply.refusal)
    tell(reply.value === null ? null : { carrier, parcels: reply.value.parcels })
    answer.again()
  }
  return (
    <Page title={t('handovers.title')} actions={<Age of={answer} />} long>
      {gone !== null && (
        <Notice tone="done" icon="check">
          {t('handovers.done', { carrier: carrier_name(gone.carrier), n: gone.parcels })}
        </Notice>
      )}
      {refusal !== null && <Trouble refusal={refusal} />}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      <div class="carrier-cards">
        {(answer.value?.carriers ?? []).map((one) => (
          <CarrierCard
            key={one.carrier}
            of={one}
            packed={(packed.value?.orders ?? []).filter(({ carrier }) => carrier === one.carrier)}
            busy={busy === one.carrier}
            on_confirm={() => void confirm(one.carrier)}
          />
        ))}
      </div>
    </Page>
  )
}
