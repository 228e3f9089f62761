/** Every question the office asks the server. */
import type {
  Carrier,
  Device,
  DeviceKind,
  Enrolment,
  Handovers,
  HistoryEntry,
  ImportCard,
  ImportPreview,
  ImportRow,
  Order,
  OrderPage,
  Person,
  ReleasedWave,
  Shop,
  WaveCard,
  WaveChoice,
  WavePreview,
} from './answers'
import { ask } from './ask'
import type { FloorNow } from './floor_answers'

export type OrderQuery = {
  stage: string
  shop: string
  carrier: string
  q: string
  page: number
  page_size: number
}

export const ask_shops = () => ask<{ shops: Shop[] }>('GET', '/shops')
export const ask_carriers = () => ask<{ carriers: Carrier[] }>('GET', '/carriers')

export const ask_orders = (query: OrderQuery) => ask<OrderPage>('GET', '/orders', { query })
export const ask_order = (id: number) => ask<Order>('GET', `/orders/${id}`)
export const ask_history = (id: number) =>
  ask<{ entries: HistoryEntry[] }>('GET', `/orders/${id}/history`)
export const reserve_waiting = () =>
  ask<{ reserved: number; waiting: number }>('POST', '/orders/reserve', { body: {} })

export function hand_in_file(file: File, shop: string, profile: string) {
  const form = new FormData()
  form.set('file', file)
  form.set('shop', shop)
  form.set('profile', profile)
  return ask<ImportPreview>('POST', '/imports', { form })
}
export const confirm_import = (id: number) =>
  ask<{ state: string }>('POST', `/imports/${id}/confirm`, { body: {} })
export const ask_import = (id: number) => ask<ImportCard>('GET', `/imports/${id}`)
export const ask_imports = () => ask<{ imports: ImportCard[] }>('GET', '/imports')
export const ask_rejected_rows = (id: number) =>
  ask<{ rows: ImportRow[] }>('GET', `/imports/${id}/rows`, { query: { outcome: 'rejected' } })

export const preview_wave = (choice: WaveChoice) =>
  ask<WavePreview>('POST', '/waves/preview', { body: choice })
export const release_wave = (choice: WaveChoice) =>
  ask<ReleasedWave>('POST', '/waves', { body: choice })
export const ask_waves = () => ask<{ waves: WaveCard[] }>('GET', '/waves')

export type PersonChange = Partial<{
  name: string
  role: string
  language: string
  active: boolean
  pin: string
  login: string
  password: string
}>
export const ask_people = () => ask<{ people: Person[] }>('GET', '/people')
export const add_person = (person: PersonChange) => ask<Person>('POST', '/people', { body: person })
export const change_person = (id: number, change: PersonChange) =>
  ask<Person>('PATCH', `/people/${id}`, { body: change })

export const ask_devices = () => ask<{ devices: Device[] }>('GET', '/devices')
export const revoke_device = (id: number) =>
  ask<null>('POST', `/devices/${id}/revoke`, { body: {} })
export const open_enrolment = (kind: DeviceKind, name: string) =>
  ask<Enrolment>('POST', '/enrolments', { body: name === '' ? { kind } : { kind, name } })

export const ask_handovers = () => ask<Handovers>('GET', '/handovers')
export const confirm_handover = (carrier: string) =>
  ask<{ parcels: number }>('POST', '/handovers', { body: { carrier } })

export const ask_floor = () => ask<FloorNow>('GET', '/board')
