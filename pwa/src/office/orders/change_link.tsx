import { useState } from 'preact/hooks'
import { Icon } from '../../interface'
import { t } from '../../words'
import type { Order } from '../answers'
import { AddressSheet } from './address_sheet'
import { LinesSheet } from './lines_sheet'

const FIXED = ['packed', 'shipped', 'cancelled']

type ChangeProps = { order: Order; on_done: () => void }

/** 変更: opens the sheet for an address or for lines, as long as the order can be changed. */
export function ChangeLink({ what, order, on_done }: ChangeProps & { what: 'address' | 'lines' }) {
  const [is_open, open] = useState(false)
  if (FIXED.includes(order.stage)) return null
  const Change = what === 'address' ? AddressSheet : LinesSheet
  return (
    <>
      <button type="button" class="change-link" onClick={() => open(true)}>
        <Icon name="pencil" size_px={14} />
        {t(`order.change.${what}`)}
      </button>
      {is_open && (
        <Change
          order={order}
          on_close={() => open(false)}
          on_done={() => {
            open(false)
            on_done()
          }}
        />
      )}
    </>
  )
}
