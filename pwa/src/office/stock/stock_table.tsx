import type { ComponentChildren } from 'preact'
import { t } from '../../words'
import { link_to } from '../address'
import { changed, history_of } from './address'
import type { Asked, StockRow, View } from './asks'
import { full_day } from './moments'

export type Column = {
  head: string
  kind: 'text' | 'number'
  cell: (row: StockRow) => ComponentChildren
}

type StockTableProps = { asked: Asked; rows: readonly StockRow[]; more?: readonly Column[] }

/** A list of stock. What a row is about leads to its movements, or to the same goods place by place. */
export function StockTable({ asked, rows, more = [] }: StockTableProps) {
  const columns = [...columns_of(asked), ...more]
  return (
    <table class="rows stock-rows">
      <thead>
        <tr>
          {columns.map(({ head, kind }) => (
            <th key={head} class={kind === 'number' ? 'col-number' : undefined} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr
            key={`${row.owner} ${row.place_id} ${row.product_id} ${row.lot}`}
            class="row stock-row"
          >
            {columns.map(({ head, kind, cell }) => (
              <td key={head} class={kind === 'number' ? 'col-number' : undefined}>
                {cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const text = (head: string, cell: Column['cell']): Column => ({ head, kind: 'text', cell })
const number = (head: string, cell: Column['cell']): Column => ({ head, kind: 'number', cell })

/** Which columns a list has, from what it is about to how much of it there is. */
function columns_of(asked: Asked): Column[] {
  const goods = text(t('books.product'), (row) => <Goods row={row} />)
  const place = text(t('books.place'), (row) => <Place row={row} asked={asked} />)
  const lot = text(t('books.lot'), (row) => <Lot row={row} asked={asked} />)
  const owner = text(t('books.owner'), (row) => row.owner_name)
  const expires = text(t('books.expires_on'), (row) => <Expires row={row} />)
  const places = number(t('books.places'), (row) => <Places row={row} asked={asked} />)
  const lots = number(t('books.lots'), (row) => <Count of={row.lots} />)
  const last_in = text(t('books.last_in'), (row) => <Day at={row.last_in_at} />)
  const days = number(t('books.days'), (row) => t('books.days.n', { n: row.days ?? 0 }))
  const history = text(t('books.moves'), (row) => <History row={row} asked={asked} />)
  const of: Record<Exclude<View, 'movements'>, Column[]> = {
    product: [goods, owner, places, lots],
    place: [place, goods, lot, expires, owner],
    lot: [lot, goods, expires, owner, places],
    owner: [owner, number(t('books.products'), (row) => <Count of={row.products} />), places, lots],
    ageing: [goods, lot, owner, last_in, days],
    resting: [
      goods,
      owner,
      last_in,
      text(t('books.last_out'), (row) =>
        row.last_out_at === null ? (
          <span class="faint">{t('books.never_out')}</span>
        ) : (
          <Day at={row.last_out_at} />
        ),
      ),
      days,
    ],
    expiring: [expires, goods, lot, place, owner],
  }
  const view = asked.view === 'movements' ? 'product' : asked.view
  const ends = asked.view === 'owner' ? pieces() : [...pieces(), history]
  return [...of[view], ...ends]
}

function pieces(): Column[] {
  return [
    number(t('books.on_hand'), (row) => (
      <strong>{row.on_hand_pieces.toLocaleString('ja-JP')}</strong>
    )),
    number(t('books.held'), (row) => <Count of={row.held_pieces} />),
    number(t('books.free'), (row) => <Count of={row.free_pieces} />),
  ]
}

/** A number; nothing for none, a dash where nobody can know it. */
function Count({ of }: { of: number | null }) {
  if (of === null) return <span class="count-none">—</span>
  return <span class={of === 0 ? 'count-none' : undefined}>{of.toLocaleString('ja-JP')}</span>
}

function Goods({ row }: { row: StockRow }) {
  return (
    <span class="stock-goods">
      <span class="stock-sku code">{row.sku}</span>
      <span class="stock-name" title={row.name ?? ''}>
        {row.name} {row.variant !== '' && <span class="faint">{row.variant}</span>}
      </span>
    </span>
  )
}

function Place({ row, asked }: { row: StockRow; asked: Asked }) {
  const name = row.place ?? ''
  return (
    <>
      <a class="row-link code" href={history_of(asked, { place: row.place_id ?? 0, name })}>
        {name}
      </a>
      <span class="row-under">
        {row.place_kind === 'shelf' ? row.zone : t(`books.kind.${row.place_kind as 'shelf'}`)}
      </span>
    </>
  )
}

function Lot({ row, asked }: { row: StockRow; asked: Asked }) {
  const { lot, product_id } = row
  if (lot === null || lot === '') return <span class="count-none">—</span>
  return (
    <a
      class="row-link code"
      href={history_of(asked, { product: product_id ?? 0, lot, name: `${row.sku} ${lot}` })}
    >
      {lot}
    </a>
  )
}

/** The day, and how far it is: what is over is said in red, what is near in yellow. */
function Expires({ row }: { row: StockRow }) {
  const left = row.days_left
  if (row.expires_on === null || left === null) return <span class="count-none">—</span>
  const tone = left < 0 ? 'ship-by-late' : left <= 30 ? 'ship-by-soon' : ''
  const words =
    left < 0
      ? t('books.days_left.gone', { n: -left })
      : left === 0
        ? t('books.days_left.today')
        : t('books.days_left.n', { n: left })
  return (
    <span class="stock-expires">
      {row.expires_on.replaceAll('-', '/')} <span class={tone}>{words}</span>
    </span>
  )
}

/** How many places, and the way to see which. */
function Places({ row, asked }: { row: StockRow; asked: Asked }) {
  if (row.sku === null) return <Count of={row.places} />
  const q = row.lot === null || row.lot === '' ? row.sku : row.lot
  return (
    <a
      class="stock-places"
      href={link_to('/stock', changed(asked, { view: 'place', q, days: '', bucket: '' }))}
    >
      {row.places}
    </a>
  )
}

function Day({ at }: { at: string | null }) {
  return <span class="nowrap">{at === null ? '' : full_day(at)}</span>
}

function History({ row, asked }: { row: StockRow; asked: Asked }) {
  const product = row.product_id ?? 0
  return (
    <a class="stock-history" href={history_of(asked, { product, name: `${row.sku} ${row.name}` })}>
      {t('books.moves')}
    </a>
  )
}
