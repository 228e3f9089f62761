import '../orders/cancel.css'
import { useState } from 'preact/hooks'
import { Button, Icon, Notice } from '../../interface'
import type { Notice as FloorNotice } from '../../server_api'
import { Sheet, TextField } from '../../sheets'
import { t, t_code } from '../../words'
import { use_answer } from '../use_answer'
import { type Asked, ask_blocks, type Block, block_lot, free_lot, type StockRow } from './asks'
import { StockTable } from './stock_table'

const REASONS = ['quality', 'recall', 'damage', 'customs', 'inspection', 'other'] as const
type Reason = (typeof REASONS)[number]

function concerns_blocks({ kind }: FloorNotice): boolean {
  return kind === 'lot_blocked' || kind === 'lot_freed'
}

/** The lots of the list, each with the way to keep it back (保留) and to let it go again. */
export function LotTable({ asked, rows }: { asked: Asked; rows: readonly StockRow[] }) {
  const answer = use_answer('stock blocks', ask_blocks, concerns_blocks)
  const blocks = answer.value?.blocks ?? []
  const state = {
    head: t('books.block'),
    kind: 'text' as const,
    cell: (row: StockRow) => (
      <BlockCell
        row={row}
        block={blocks.find((one) => one.product === row.product_id && one.lot === row.lot) ?? null}
        on_done={answer.again}
      />
    ),
  }
  return <StockTable asked={asked} rows={rows} more={[state]} />
}

type BlockCellProps = { row: StockRow; block: Block | null; on_done: () => void }

function BlockCell({ row, block, on_done }: BlockCellProps) {
  const [is_asking, ask] = useState(false)
  const [busy, set_busy] = useState(false)
  if (block !== null) {
    const free = async () => {
      set_busy(true)
      await free_lot(block.id)
      set_busy(false)
      on_done()
    }
    return (
      <span class="stock-block">
        <span class="stock-blocked" title={`${block.by} ${block.note}`.trim()}>
          <Icon name="alert" size_px={16} />
          {t(`block_reason.${block.reason as Reason}`)}
        </span>
        <Button kind="quiet" busy={busy} on_press={() => void free()}>
          {t('books.block.free')}
        </Button>
      </span>
    )
  }
  return (
    <>
      <Button kind="quiet" on_press={() => ask(true)}>
        {t('books.block.do')}
      </Button>
      {is_asking && (
        <BlockSheet
          row={row}
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

type BlockSheetProps = { row: StockRow; on_close: () => void; on_done: () => void }

/** Why a lot is kept back, and what that sets in motion. */
function BlockSheet({ row, on_close, on_done }: BlockSheetProps) {
  const [reason, choose] = useState<Reason | null>(null)
  const [note, write] = useState('')
  const [busy, set_busy] = useState(false)
  const [refused, refuse] = useState<string | null>(null)
  const block = async () => {
    if (reason === null || row.product_id === null) return
    set_busy(true)
    const answer = await block_lot({ product: row.product_id, lot: row.lot ?? '', reason, note })
    set_busy(false)
    if (answer.refusal === null) on_done()
    else refuse(answer.refusal.code)
  }
  return (
    <Sheet
      title={t('books.block.title', { lot: row.lot ?? '' })}
      close_label={t('common.close')}
      on_close={on_close}
    >
      <p>{t('books.block.lead', { name: row.name ?? '' })}</p>
      {refused !== null && (
        <Notice tone="ng" icon="alert">
          {t_code('refused', refused)}
        </Notice>
      )}
      <fieldset class="cancel-reasons">
        <legend>{t('books.block.why')}</legend>
        {REASONS.map((one) => (
          <label key={one} class="cancel-reason">
            <input
              type="radio"
              name="block-reason"
              checked={reason === one}
              onChange={() => choose(one)}
            />
            {t(`block_reason.${one}`)}
            <Icon name="check" size_px={18} weight={3} />
          </label>
        ))}
      </fieldset>
      <TextField label={t('books.block.note')} value={note} on_input={write} problem={null} />
      <div class="cancel-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.close')}
        </Button>
        <Button
          kind="danger"
          icon="close"
          busy={busy}
          disabled={reason === null}
          on_press={() => void block()}
        >
          {t('books.block.do')}
        </Button>
      </div>
    </Sheet>
  )
}
