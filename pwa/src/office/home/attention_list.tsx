import { Icon, type IconName } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import { spoken } from '../names'
import { hours_and_minutes } from '../ship_by'
import type { Attention } from './attention'

type Row = {
  icon: IconName
  tone: 'ng' | 'wait' | 'calm'
  title: string
  words: string
  href: string
  go: string
}

/** What can be done at a desk now, each with the way to where it is done. */
export function AttentionList({ attention }: { attention: readonly Attention[] }) {
  return (
    <section class="panel todo" aria-label={t('home.attention')}>
      <h2>
        {t('home.attention')} <span class="todo-count">{attention.length}</span>
      </h2>
      <ul>
        {attention.map((one) => (
          <AttentionRow key={JSON.stringify(one)} row={row_of(one)} />
        ))}
      </ul>
    </section>
  )
}

function AttentionRow({ row }: { row: Row }) {
  return (
    <li>
      <a class={`todo-row todo-${row.tone}`} href={row.href}>
        <span class="todo-icon">
          <Icon name={row.icon} size_px={18} />
        </span>
        <span class="todo-words">
          <b>{row.title}</b>
          <span>{row.words}</span>
        </span>
        <span class="todo-go">{row.go}</span>
        <Icon name="chevron_right" size_px={16} />
      </a>
    </li>
  )
}

type Rows = { [What in Attention['what']]: (one: Extract<Attention, { what: What }>) => Row }

const ROWS: Rows = {
  carrier_late: (one) => ({
    icon: 'clock',
    tone: 'ng',
    title: t('attention.carrier_late', { carrier: spoken(one.carrier) }),
    words: t('attention.carrier_late.words', { time: hours_and_minutes(one.minutes) }),
    href: '/board',
    go: t('nav.board'),
  }),
  waiting_for_stock: (one) => ({
    icon: 'shelf',
    tone: 'wait',
    title: t('attention.waiting_for_stock', { n: one.orders }),
    words: t('attention.oldest', { time: hours_and_minutes(one.oldest_minutes) }),
    href: link_to('/orders', { stage: 'waiting' }),
    go: t('attention.waiting_for_stock.go'),
  }),
  ready_to_release: (one) => ({
    icon: 'cart',
    tone: 'calm',
    title: t('attention.ready_to_release', { n: one.orders }),
    words: t('attention.oldest', { time: hours_and_minutes(one.oldest_minutes) }),
    href: link_to('/waves'),
    go: t('attention.ready_to_release.go'),
  }),
  rows_rejected: (one) => ({
    icon: 'file',
    tone: 'wait',
    title: t('attention.rows_rejected', { n: one.rows }),
    words: one.file,
    href: link_to(`/imports/${one.import_id}`),
    go: t('attention.rows_rejected.go'),
  }),
  parcels_wait: (one) => ({
    icon: 'truck',
    tone: 'calm',
    title: t('attention.parcels_wait', { carrier: spoken(one.carrier), n: one.parcels }),
    words: t('attention.parcels_wait.words'),
    href: link_to('/handovers'),
    go: t('nav.handovers'),
  }),
  devices_cut: (one) => ({
    icon: 'wifi_off',
    tone: 'wait',
    title: t('attention.devices_cut', { n: one.names.length }),
    words: t('attention.devices_cut.words', { names: one.names.join(' '), unsent: one.unsent }),
    href: link_to('/devices'),
    go: t('nav.devices'),
  }),
  batteries_low: (one) => ({
    icon: 'device',
    tone: 'calm',
    title: t('attention.batteries_low', { n: one.names.length }),
    words: one.names.join(' '),
    href: link_to('/devices'),
    go: t('nav.devices'),
  }),
}

function row_of<One extends Attention>(one: One): Row {
  return (ROWS[one.what] as (one: One) => Row)(one)
}
