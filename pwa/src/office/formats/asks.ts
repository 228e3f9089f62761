// Every question about formats of one's own.
import { type paths, server } from '../../server_api'
import { reply, send_form } from '../ask'
import type { Told } from './draft'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never

export type Format = Json<
  paths['/api/v1/order-formats']['get']['responses'][200]
>['formats'][number]
type Tried = Json<paths['/api/v1/order-formats/trial']['post']['responses'][200]>
export type Trial = Omit<Tried, 'told'> & { told: Told }
export type TriedOrder = Trial['orders'][number]
export type Fault = Trial['faults'][number]

/** So much of a file is enough to see whether a format reads it; the rest stays where it is. */
const BEGINNING_BYTES = 400_000

export const ask_format = (format_id: number) =>
  reply(server.GET('/api/v1/order-formats/{format_id}', { params: { path: { format_id } } }))
export const make_format = (body: { shop: string; name: string; told: Told }) =>
  reply(server.POST('/api/v1/order-formats', { body }))
export const change_format = (
  format_id: number,
  body: { version: number; name: string; told: Told },
) =>
  reply(
    server.POST('/api/v1/order-formats/{format_id}/versions', {
      params: { path: { format_id } },
      body,
    }),
  )
export const retire_format = (format_id: number) =>
  reply(
    server.POST('/api/v1/order-formats/{format_id}/retire', { params: { path: { format_id } } }),
  )

/** Try a format, or a guess (null), on the beginning of a file. */
export function try_format(file: Blob, told: Told | null) {
  const form = new FormData()
  form.set('file', file.slice(0, BEGINNING_BYTES), 'orders')
  if (file.size > BEGINNING_BYTES) form.set('is_beginning', 'yes')
  if (told !== null) form.set('told', JSON.stringify(told))
  return send_form<Trial>('/api/v1/order-formats/trial', form)
}

/** Look at a format that was exported. */
export function read_format(file: Blob) {
  const form = new FormData()
  form.set('file', file, 'format.json')
  return send_form<{ name: string; told: Told }>('/api/v1/order-formats/read', form)
}
