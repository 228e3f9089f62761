import './cancel.css'
import { useState } from 'preact/hooks'
import { Button, Icon, Notice } from '../../interface'
import { Sheet } from '../../sheets'
import { t, t_code } from '../../words'
import type { Order } from '../answers'
import { cancel_order } from '../asks'

const REASONS = ['customer', 'mistake', 'stock', 'fraud', 'other'] as const
type Reason = (typeof REASONS)[number]

const LEAVES = ['packed', 'shipped']

/** 注文取消: the button, and what it will set in motion where the order is now. */
export function CancelOrder({ order, on_done }: { order: Order; on_done: () => void }) {
  const [is_asking, ask] = useState(false)
  if (order.stage === 'cancelled') return null
  if (LEAVES.includes(order.stage)) return <p class="faint">{t('order.cancel.too_late')}</p>
  return (
    <>
      <Button kind="quiet" icon="close" on_press={() => ask(true)}>
        {t('order.cancel')}
      </Button>
      {is_asking && (
        <CancelSheet
          order={order}
          on_close={() => ask(false)}
          on_done={() => {
            ask(false)
            on_done()
          }}
        />
      )}
    </>
  )
}

type CancelSheetProps = { order: Order; on_close: () => void; on_done: () => void }

function CancelSheet({ order, on_close, on_done }: CancelSheetProps) {
  const [reason, choose] = useState<Reason | null>(null)
  const [busy, set_busy] = useState(false)
  const [refused, refuse] = useState<string | null>(null)
  const cancel = async () => {
    if (reason === null) return
    set_busy(true)
    const answer = await cancel_order(order.id, reason)
    set_busy(false)
    if (answer.refusal === null) on_done()
    else refuse(answer.refusal.code)
  }
  const is_on_floor = order.shipment !== null
  return (
    <Sheet
      title={t('order.cancel.title', { order: order.external })}
      close_label={t('common.close')}
      on_close={on_close}
    >
      <p>{t(is_on_floor ? 'order.cancel.on_floor' : 'order.cancel.not_released')}</p>
      {refused !== null && (
        <Notice tone="ng" icon="alert">
          {t_code('order.cancel.refused', refused)}
        </Notice>
      )}
      <fieldset class="cancel-reasons">
        <legend>{t('order.cancel.why')}</legend>
        {REASONS.map((one) => (
          <label key={one} class="cancel-reason">
            <input
              type="radio"
              name="cancel-reason"
              checked={reason === one}
              onChange={() => choose(one)}
            />
            {t(`cancel_reason.${one}`)}
            <Icon name="check" size_px={18} weight={3} />
          </label>
        ))}
      </fieldset>
      <div class="cancel-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('order.cancel.keep')}
        </Button>
        <Button
          kind="danger"
          icon="close"
          busy={busy}
          disabled={reason === null}
          on_press={() => void cancel()}
        >
          {t('order.cancel.go')}
        </Button>
      </div>
    </Sheet>
  )
}
