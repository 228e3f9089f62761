import { Icon } from '../../interface'
import { has_words, t, t_code } from '../../words'
import { link_to } from '../address'
import { changed } from './address'
import type { Asked, Movement } from './asks'
import { full_moment } from './moments'

type MovementTableProps = { asked: Asked; rows: readonly Movement[] }

/** Lines of the ledger, the newest first: what went whence and whither, and why. */
export function MovementTable({ asked, rows }: MovementTableProps) {
  return (
    <table class="rows stock-rows">
      <thead>
        <tr>
          <th scope="col">{t('books.at_moment')}</th>
          <th scope="col">{t('books.cause')}</th>
          {asked.product === '' && <th scope="col">{t('books.product')}</th>}
          <th scope="col">{t('books.lot')}</th>
          <th scope="col" class="col-number">
            {t('books.pieces')}
          </th>
          <th scope="col">{t('books.from')}</th>
          <th scope="col">{t('books.to')}</th>
          <th scope="col">{t('books.job')}</th>
          <th scope="col">{t('books.order')}</th>
          <th scope="col">{t('books.who')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <MovementRow key={row.id} row={row} with_goods={asked.product === ''} />
        ))}
      </tbody>
    </table>
  )
}

function MovementRow({ row, with_goods }: { row: Movement; with_goods: boolean }) {
  const sign = row.direction === 'out' ? '−' : row.direction === 'in' ? '+' : ''
  return (
    <tr class="row stock-row">
      <td class="nowrap">{full_moment(row.at)}</td>
      <td class="nowrap" title={row.row ?? undefined}>
        {t_code('books.cause', row.cause)}
      </td>
      {with_goods && (
        <td>
          <span class="stock-goods">
            <span class="stock-sku code">{row.sku}</span>
            <span class="stock-name">{row.name}</span>
          </span>
        </td>
      )}
      <td class="code">{row.lot}</td>
      <td class={`col-number stock-${row.direction ?? 'moved'}`}>
        <strong>
          {sign}
          {row.quantity_pieces.toLocaleString('ja-JP')}
        </strong>
      </td>
      <td>
        <End code={row.source} />
      </td>
      <td>
        <span class="stock-to">
          <Icon name="arrow_right" size_px={14} />
          <End code={row.target} />
        </span>
      </td>
      <td class="nowrap">
        {row.task_kind !== null && (
          <>
            {t_code('books.task', row.task_kind)} <span class="code faint">{row.task}</span>
          </>
        )}
      </td>
      <td>
        {row.order_id !== null && (
          <a class="row-link" href={link_to(`/orders/${row.order_id}`)}>
            {row.order}
          </a>
        )}
      </td>
      <td>
        {row.person ?? <span class="faint">{t('books.by_office')}</span>}
        {row.device !== null && <span class="row-under">{row.device}</span>}
      </td>
    </tr>
  )
}

/** A place by its code; whence goods come and whither they go by its name. */
function End({ code }: { code: string }) {
  const name = `books.virtual.${code}`
  return has_words(name) ? <span class="faint">{t(name)}</span> : <span class="code">{code}</span>
}

/** What these movements are of. */
export function Narrowed({ asked }: { asked: Asked }) {
  const { product, place, lot, name } = asked
  if (product === '' && place === '' && lot === '') {
    return <p class="stock-narrowed faint">{t('books.narrowed.all')}</p>
  }
  const words =
    place !== ''
      ? t('books.narrowed.place', { name })
      : lot !== ''
        ? t('books.narrowed.lot', { name })
        : name
  const off = changed(asked, { product: '', place: '', lot: '', name: '' })
  return (
    <p class="stock-narrowed">
      <strong>{words}</strong>
      <a href={link_to('/stock', off)}>{t('books.narrowed.off')}</a>
    </p>
  )
}
