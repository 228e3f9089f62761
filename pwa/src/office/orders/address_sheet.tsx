import './change.css'
import './address.css'
import type { ComponentChildren } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../interface'
import { Sheet } from '../../sheets'
import { t, t_code } from '../../words'
import type { Order } from '../answers'
import type { Refusal } from '../ask'
import { change_address } from '../asks'
import { Trouble } from '../trouble'
import {
  type Address,
  type AddressField,
  draft_of,
  PREFECTURES,
  parts_changed,
} from './address_draft'
import { Outlook } from './outlook'

type SheetProps = { order: Order; on_close: () => void; on_done: () => void }

/** お届け先の変更: the consignee's part of the slip, written over where it lies. */
export function AddressSheet({ order, on_close, on_done }: SheetProps) {
  // The order may change while somebody types: what was seen counts.
  const [seen] = useState({ edition: order.edition, address: draft_of(order.consignee ?? {}) })
  const [draft, write] = useState(seen.address)
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const changed = parts_changed(seen.address, draft)
  const problems = problems_of(refusal)
  const save = async () => {
    set_busy(true)
    const told = Object.fromEntries(changed.map((field) => [field, draft[field]]))
    const answer = await change_address(order.id, { edition: seen.edition, ...told })
    set_busy(false)
    refuse(answer.refusal)
    if (answer.refusal === null) on_done()
  }
  const row = (field: AddressField, more: Partial<RowProps> = {}) => (
    <SlipRow
      field={field}
      before={seen.address[field]}
      value={draft[field]}
      problem={problems[field] ?? null}
      on_input={(text) => write({ ...draft, [field]: text })}
      {...more}
    />
  )
  return (
    <Sheet
      title={t('order.change.address.title')}
      close_label={t('common.close')}
      on_close={on_close}
    >
      <Outlook order={order} what="address" />
      {refusal !== null && refusal.code !== 'address_wrong' && <Trouble refusal={refusal} />}
      <form
        class="change-form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div class="slip-part">
          <span class="slip-caption">{t('order.consignee')}</span>
          <div class="slip-rows">
            <div class="slip-pair">
              {row('postal_code', { look: 'slip-code', keyboard: 'numeric' })}
              {row('prefecture', { choices: PREFECTURES })}
            </div>
            {row('address')}
            {row('building')}
            {row('company')}
            {row('name', {
              look: 'slip-strong',
              after: t('order.consignee.name', { name: '' }).trim(),
            })}
            {row('phone', { look: 'slip-code', keyboard: 'numeric' })}
          </div>
        </div>
        <Foot n={changed.length} busy={busy} on_close={on_close} />
      </form>
    </Sheet>
  )
}

/** What the server found wrong, by the part it is about. */
function problems_of(refusal: Refusal | null): Partial<Address> {
  if (refusal?.code !== 'address_wrong') return {}
  const found = refusal.detail['problems'] as { field: AddressField; code: string }[]
  return Object.fromEntries(
    found.map(({ field, code }) => [field, t_code('address_problem', code)]).reverse(),
  )
}

type RowProps = {
  field: AddressField
  before: string
  value: string
  problem: string | null
  on_input: (text: string) => void
  look?: string
  keyboard?: 'text' | 'numeric'
  after?: ComponentChildren
  choices?: readonly string[]
}

/** One line of the slip: what stands there, and below it what stood there before. */
function SlipRow(props: RowProps) {
  const { field, before, value, problem, on_input, choices } = props
  const id = useId()
  const is_changed = before.trim() !== value.trim()
  const state = problem !== null ? ' slip-wrong' : is_changed ? ' slip-changed' : ''
  return (
    <div class={`slip-row ${props.look ?? ''}${state}`}>
      <label for={id}>{t(`address.${field}`)}</label>
      {choices === undefined ? (
        <input
          id={id}
          value={value}
          autocomplete="off"
          inputMode={props.keyboard ?? 'text'}
          aria-invalid={problem !== null}
          onInput={(event) => on_input(event.currentTarget.value)}
        />
      ) : (
        <select id={id} value={value} onChange={(event) => on_input(event.currentTarget.value)}>
          {[...(choices.includes(value) ? [] : [value]), ...choices].map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      )}
      {props.after !== undefined && <span class="slip-after">{props.after}</span>}
      <RowNote problem={problem} former={is_changed ? before : null} />
    </div>
  )
}

/** What is wrong with a line of the slip, else what stood there before. */
function RowNote({ problem, former }: { problem: string | null; former: string | null }) {
  if (problem !== null) return <span class="slip-note">{problem}</span>
  if (former === null) return null
  return (
    <span class="slip-note">
      <s>{former === '' ? t('address.empty') : former}</s>
    </span>
  )
}

type FootProps = { n: number; busy: boolean; on_close: () => void }

function Foot({ n, busy, on_close }: FootProps) {
  return (
    <div class="change-foot">
      <span class="change-count">{t('order.change.parts', { n })}</span>
      <Button kind="quiet" on_press={on_close}>
        {t('common.cancel')}
      </Button>
      <Button kind="primary" type="submit" icon="check" busy={busy} disabled={n === 0}>
        {t('order.change.address.go')}
      </Button>
    </div>
  )
}
