import './change.css'
import { useState } from 'preact/hooks'
import { Button, Icon, Picture } from '../../interface'
import { Sheet } from '../../sheets'
import { t, t_code } from '../../words'
import type { Order, OrderLine } from '../answers'
import type { Refusal } from '../ask'
import { change_lines } from '../asks'
import { Trouble } from '../trouble'
import {
  type Added,
  draft_of_lines,
  lines_changed,
  lines_told,
  named,
  PIECES_MAX,
  pieces_typed,
} from './lines_draft'
import { Outlook } from './outlook'

type SheetProps = { order: Order; on_close: () => void; on_done: () => void }

/** 明細の変更: fewer, more, none, or other goods. */
export function LinesSheet({ order, on_close, on_done }: SheetProps) {
  // The order may change while somebody types: what was seen counts.
  const [seen] = useState(order)
  const [draft, write] = useState(draft_of_lines(order))
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const told = lines_told(draft)
  const n = lines_changed(seen, draft)
  const faults = faults_of(refusal)
  const save = async () => {
    set_busy(true)
    const answer = await change_lines(seen.id, { edition: seen.edition, lines: told })
    set_busy(false)
    refuse(answer.refusal)
    if (answer.refusal === null) on_done()
  }
  const change_added = (changed: Added) =>
    write({
      ...draft,
      added: draft.added.map((one) => (one.key === changed.key ? changed : one)),
    })
  return (
    <Sheet
      title={t('order.change.lines.title')}
      close_label={t('common.close')}
      on_close={on_close}
    >
      <Outlook order={order} what="lines" />
      {refusal !== null && refusal.code !== 'lines_wrong' && <Trouble refusal={refusal} />}
      <ul class="change-lines">
        {seen.line_items.map((line) => (
          <KnownLine
            key={line.line_no}
            line={line}
            pieces={draft.pieces[line.line_no] ?? 0}
            on_change={(pieces) =>
              write({ ...draft, pieces: { ...draft.pieces, [line.line_no]: pieces } })
            }
          />
        ))}
        {draft.added.map((one) => (
          <AddedLine
            key={one.key}
            of={one}
            fault={faults.get(one.sku.trim()) ?? null}
            on_change={change_added}
            on_remove={() =>
              write({ ...draft, added: draft.added.filter(({ key }) => key !== one.key) })
            }
          />
        ))}
      </ul>
      <div class="change-foot">
        <Button
          icon="plus"
          kind="quiet"
          on_press={() => write({ ...draft, added: [...draft.added, next_added(draft.added)] })}
        >
          {t('order.change.add')}
        </Button>
        <span class="change-count">
          {told.length === 0 ? t('order.change.empty') : t('order.change.lines_n', { n })}
        </span>
        <Button
          kind="primary"
          icon="check"
          busy={busy}
          disabled={n === 0 || told.length === 0 || named(draft.added).length < draft.added.length}
          on_press={() => void save()}
        >
          {t('order.change.lines.go')}
        </Button>
      </div>
    </Sheet>
  )
}

function next_added(added: readonly Added[]): Added {
  return { key: Math.max(0, ...added.map(({ key }) => key)) + 1, sku: '', pieces: 1 }
}

/** What the server found wrong, by the code that was typed. */
function faults_of(refusal: Refusal | null): Map<string, string> {
  if (refusal?.code !== 'lines_wrong') return new Map()
  const found = refusal.detail['problems'] as { code: string; value: string }[]
  return new Map(found.map(({ code, value }) => [value, t_code('line_problem', code)]))
}

type KnownLineProps = { line: OrderLine; pieces: number; on_change: (pieces: number) => void }

function KnownLine({ line, pieces, on_change }: KnownLineProps) {
  const was = line.quantity_pieces
  const state = pieces === 0 ? ' change-line-gone' : ''
  return (
    <li class={`change-line${pieces === was ? '' : ' change-line-other'}${state}`}>
      <Picture url={line.picture} name="" />
      <div>
        <span class="line-name">{line.name}</span>
        <span class="row-under">
          <span class="code">{line.sku}</span>
          {line.variant !== '' && <span class="variant">{line.variant}</span>}
          {line.kit !== null && <span class="variant">{t('line.kit', { kit: line.kit })}</span>}
        </span>
      </div>
      <span class="change-was">
        {pieces === 0 && t('order.change.gone')}
        {pieces !== 0 && pieces !== was && (
          <>
            {was}
            <Icon name="arrow_right" size_px={14} />
          </>
        )}
      </span>
      <Pieces of={line.name} pieces={pieces} least={0} on_change={on_change} />
    </li>
  )
}

type AddedLineProps = {
  of: Added
  fault: string | null
  on_change: (changed: Added) => void
  on_remove: () => void
}

function AddedLine({ of, fault, on_change, on_remove }: AddedLineProps) {
  return (
    <li class={`change-line change-line-${fault === null ? 'other' : 'wrong'}`}>
      <button
        type="button"
        class="change-remove"
        aria-label={t('order.change.not_add')}
        onClick={on_remove}
      >
        <Icon name="close" size_px={18} />
      </button>
      <div>
        <input
          class="change-sku"
          value={of.sku}
          placeholder={t('order.change.sku')}
          aria-label={t('order.change.sku')}
          autocomplete="off"
          onInput={(event) => on_change({ ...of, sku: event.currentTarget.value })}
        />
        {fault !== null && <span class="line-fault">{fault}</span>}
      </div>
      <span class="change-was">{t('order.change.new')}</span>
      <Pieces
        of={of.sku}
        pieces={of.pieces}
        least={1}
        on_change={(pieces) => on_change({ ...of, pieces })}
      />
    </li>
  )
}

type PiecesProps = {
  of: string
  pieces: number
  least: number
  on_change: (pieces: number) => void
}

/** A number between two keys. */
function Pieces({ of, pieces, least, on_change }: PiecesProps) {
  return (
    <div class="pieces">
      <button
        type="button"
        aria-label={t('order.change.fewer', { of })}
        disabled={pieces <= least}
        onClick={() => on_change(pieces - 1)}
      >
        <Icon name="minus" size_px={16} weight={3} />
      </button>
      <input
        value={String(pieces)}
        inputMode="numeric"
        aria-label={t('order.change.pieces', { of })}
        onInput={(event) => on_change(pieces_typed(event.currentTarget.value))}
      />
      <button
        type="button"
        aria-label={t('order.change.more', { of })}
        disabled={pieces >= PIECES_MAX}
        onClick={() => on_change(pieces + 1)}
      >
        <Icon name="plus" size_px={16} weight={3} />
      </button>
    </div>
  )
}
