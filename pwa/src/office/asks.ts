/** Every question the office asks the server. */
import { type paths, server } from '../server_api'
import type { DeviceKind, ImportPreview, Stage, TaskKind, WaveChoice } from './answers'
import { reply, send_form } from './ask'

export type OrderQuery = {
  stage: Stage | ''
  shop: string
  carrier: string
  q: string
  page: number
  page_size: number
}

export const ask_shops = () => reply(server.GET('/api/v1/shops'))
export const ask_carriers = () => reply(server.GET('/api/v1/carriers'))
export const ask_floor = () => reply(server.GET('/api/v1/board'))

export function ask_orders({ stage, shop, carrier, q, page, page_size }: OrderQuery) {
  const query = {
    ...(stage === '' ? {} : { stage }),
    ...(shop === '' ? {} : { shop }),
    ...(carrier === '' ? {} : { carrier }),
    ...(q === '' ? {} : { q }),
    page,
    page_size,
  }
  return reply(server.GET('/api/v1/orders', { params: { query } }))
}
export const ask_order = (order_id: number) =>
  reply(server.GET('/api/v1/orders/{order_id}', { params: { path: { order_id } } }))
export const ask_history = (order_id: number) =>
  reply(server.GET('/api/v1/orders/{order_id}/history', { params: { path: { order_id } } }))
export const cancel_order = (order_id: number, reason: CancelReason) =>
  reply(
    server.POST('/api/v1/orders/{order_id}/cancel', {
      params: { path: { order_id } },
      body: { reason },
    }),
  )
export const change_address = (order_id: number, body: AddressChange) =>
  reply(server.POST('/api/v1/orders/{order_id}/address', { params: { path: { order_id } }, body }))
export const change_lines = (order_id: number, body: LinesChange) =>
  reply(server.POST('/api/v1/orders/{order_id}/lines', { params: { path: { order_id } }, body }))
export const reserve_waiting = () => reply(server.POST('/api/v1/orders/reserve'))

export function hand_in_file(file: File, shop: string, profile: string) {
  const form = new FormData()
  form.set('file', file)
  form.set('shop', shop)
  form.set('profile', profile)
  return send_form<ImportPreview>('/api/v1/imports', form)
}
export const confirm_import = (import_id: number) =>
  reply(server.POST('/api/v1/imports/{import_id}/confirm', { params: { path: { import_id } } }))
export const ask_import = (import_id: number) =>
  reply(server.GET('/api/v1/imports/{import_id}', { params: { path: { import_id } } }))
export const ask_imports = () => reply(server.GET('/api/v1/imports'))
export const ask_rejected_rows = (import_id: number) =>
  reply(
    server.GET('/api/v1/imports/{import_id}/rows', {
      params: { path: { import_id }, query: { outcome: 'rejected' } },
    }),
  )

export const preview_wave = (body: WaveChoice) =>
  reply(server.POST('/api/v1/waves/preview', { body }))
export const release_wave = (body: WaveChoice) => reply(server.POST('/api/v1/waves', { body }))
export const ask_waves = () => reply(server.GET('/api/v1/waves'))

type Body<Call> = Call extends { requestBody?: { content: { 'application/json': infer Sent } } }
  ? Sent
  : never
type CancelReason = Body<paths['/api/v1/orders/{order_id}/cancel']['post']>['reason']
type AddressChange = Body<paths['/api/v1/orders/{order_id}/address']['post']>
type LinesChange = Body<paths['/api/v1/orders/{order_id}/lines']['post']>
export type NewPerson = Body<paths['/api/v1/people']['post']>
export type PersonChange = Body<paths['/api/v1/people/{person_id}']['patch']>

export const ask_people = () => reply(server.GET('/api/v1/people'))
export const add_person = (body: NewPerson) => reply(server.POST('/api/v1/people', { body }))
export const change_person = (person_id: number, body: PersonChange) =>
  reply(server.PATCH('/api/v1/people/{person_id}', { params: { path: { person_id } }, body }))

export const ask_devices = () => reply(server.GET('/api/v1/devices'))
export const revoke_device = (device_id: number) =>
  reply(server.POST('/api/v1/devices/{device_id}/revoke', { params: { path: { device_id } } }))
export const open_enrolment = (kind: DeviceKind, name: string) =>
  reply(server.POST('/api/v1/enrolments', { body: name === '' ? { kind } : { kind, name } }))

/** What is to be done or being done, the most urgent first. */
export const ask_tasks = (kind: TaskKind) =>
  reply(server.GET('/api/v1/tasks', { params: { query: { kind } } }))
export const hurry_task = (task_id: number, urgent: boolean) =>
  reply(
    server.POST('/api/v1/tasks/{task_id}/urgent', {
      params: { path: { task_id } },
      body: { urgent },
    }),
  )

/** Have all that lies in a place counted. */
export const want_count = (place: string) =>
  reply(server.POST('/api/v1/counts', { body: { place } }))

/** A sentence for one device, or for all (null). */
export const send_message = (text: string, device: number | null) =>
  reply(server.POST('/api/v1/messages', { body: { text, device } }))
export const ask_sent_messages = () => reply(server.GET('/api/v1/messages/sent'))

export const ask_handovers = () => reply(server.GET('/api/v1/handovers'))
export const confirm_handover = (carrier: string) =>
  reply(server.POST('/api/v1/handovers', { body: { carrier } }))
