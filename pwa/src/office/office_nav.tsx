import { office_person } from '../desk'
import { Icon, type IconName } from '../interface'
import { t, type Word } from '../words'
import { Account } from './account'
import { link_to, use_address } from './address'
import type { Role } from './answers'
import { ConnectionState } from './connection_state'
import { may } from './may'

type Room = { path: string; icon: IconName; word: Word; roles: readonly Role[] }

const OFFICE_ROLES: readonly Role[] = ['supervisor', 'administrator']

/** In the order of a day. */
const ROOMS: readonly Room[] = [
  { path: '', icon: 'clock', word: 'nav.home', roles: OFFICE_ROLES },
  { path: '/orders', icon: 'list', word: 'nav.orders', roles: OFFICE_ROLES },
  { path: '/imports', icon: 'upload', word: 'nav.imports', roles: OFFICE_ROLES },
  { path: '/rules', icon: 'settings', word: 'nav.rules', roles: OFFICE_ROLES },
  { path: '/campaigns', icon: 'flyer', word: 'nav.campaigns', roles: OFFICE_ROLES },
  { path: '/waves', icon: 'cart', word: 'nav.waves', roles: OFFICE_ROLES },
  { path: '/arrivals', icon: 'download', word: 'nav.arrivals', roles: OFFICE_ROLES },
  { path: '/stock', icon: 'shelf', word: 'nav.stock', roles: OFFICE_ROLES },
  { path: '/kits', icon: 'gift', word: 'nav.kits', roles: OFFICE_ROLES },
  { path: '/stock_terms', icon: 'settings', word: 'nav.stock_terms', roles: OFFICE_ROLES },
  { path: '/slips', icon: 'printer', word: 'nav.slips', roles: OFFICE_ROLES },
  { path: '/handovers', icon: 'truck', word: 'nav.handovers', roles: OFFICE_ROLES },
  { path: '/connections', icon: 'globe', word: 'nav.connections', roles: OFFICE_ROLES },
  { path: '/people', icon: 'people', word: 'nav.people', roles: ['administrator'] },
  { path: '/devices', icon: 'device', word: 'nav.devices', roles: OFFICE_ROLES },
  { path: '/labels', icon: 'tag', word: 'nav.labels', roles: OFFICE_ROLES },
]

export function Brand() {
  return (
    <a class="brand" href={link_to('')}>
      <span class="brand-plate" aria-hidden="true">
        {t('nav.brand.plate')}
      </span>
      {t('app.name')}
    </a>
  )
}

/** The rooms this person may enter, the board, and who is here. */
export function OfficeNav() {
  const { path } = use_address()
  return (
    <>
      {ROOMS.filter((room) => may(room.roles)).map((room) => (
        <a
          key={room.path}
          class="desk-link"
          href={link_to(room.path)}
          aria-current={is_in(room.path, path) ? 'page' : undefined}
        >
          <Icon name={room.icon} size_px={18} weight={2} />
          {t(room.word)}
        </a>
      ))}
      <a class="desk-link" href="/board" target="_blank" rel="noreferrer">
        <Icon name="board" size_px={18} weight={2} />
        {t('nav.board')}
        <span class="nav-away">
          <Icon name="arrow_right" size_px={14} />
        </span>
      </a>
      <div class="nav-foot">
        <ConnectionState />
        {office_person.value != null && <Account person={office_person.value} />}
      </div>
    </>
  )
}

function is_in(room: string, path: string): boolean {
  return room === '' ? path === '' : path === room || path.startsWith(`${room}/`)
}
