// Every question about connections.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never
type Sent<Call> = Call extends { requestBody?: { content: { 'application/json': infer Body } } }
  ? Body
  : never

export type Connections = Json<paths['/api/v1/connections']['get']['responses'][200]>
export type Connection = Connections['connections'][number]
export type OwnerChoice = Connections['owners'][number]
export type Draft = Sent<paths['/api/v1/connections']['post']>
export type Changes = Sent<paths['/api/v1/connections/{connection_id}']['patch']>
export type Shown = Json<paths['/api/v1/connections']['post']['responses'][201]>
type Sendings = paths['/api/v1/connections/{connection_id}/sendings']
export type Sending = Json<Sendings['get']['responses'][200]>['sendings'][number]
type OneSending = paths['/api/v1/connections/{connection_id}/sendings/{sending_id}']
export type WholeSending = Json<OneSending['get']['responses'][200]>
export type Comparisons = Json<
  paths['/api/v1/connections/{connection_id}/stock-comparisons']['get']['responses'][200]
>
export type SendingState = Sending['state']

export const KINDS = [
  'shipment.shipped',
  'order.cancelled',
  'order.short',
  'order.returned',
  'order.changed',
  'order.noticed',
  'stock.available',
] as const satisfies readonly Draft['kinds'][number][]

export const ask_connections = () => reply(server.GET('/api/v1/connections'))
export const make_connection = (body: Draft) => reply(server.POST('/api/v1/connections', { body }))
export const change_connection = (connection_id: number, body: Changes) =>
  reply(
    server.PATCH('/api/v1/connections/{connection_id}', {
      params: { path: { connection_id } },
      body,
    }),
  )
export const renew_secret = (connection_id: number) =>
  reply(
    server.POST('/api/v1/connections/{connection_id}/secret', {
      params: { path: { connection_id } },
    }),
  )
export const renew_key = (connection_id: number) =>
  reply(
    server.POST('/api/v1/connections/{connection_id}/key', {
      params: { path: { connection_id } },
    }),
  )
export const retain = (body: { news_days: number; attempts_days: number }) =>
  reply(server.PATCH('/api/v1/connections/retention', { body }))
export const settle_sending = (connection_id: number, sending_id: number) =>
  reply(
    server.POST('/api/v1/connections/{connection_id}/sendings/{sending_id}/settle', {
      params: { path: { connection_id, sending_id } },
    }),
  )
export const ask_comparisons = (connection_id: number) =>
  reply(
    server.GET('/api/v1/connections/{connection_id}/stock-comparisons', {
      params: { path: { connection_id } },
    }),
  )
export const compare_stock = (connection_id: number) =>
  reply(
    server.POST('/api/v1/connections/{connection_id}/stock-comparisons/now', {
      params: { path: { connection_id } },
    }),
  )
export const tell_all_stock = (connection_id: number) =>
  reply(
    server.POST('/api/v1/connections/{connection_id}/stock-comparisons/all', {
      params: { path: { connection_id } },
    }),
  )
export const send_test = (connection_id: number) =>
  reply(
    server.POST('/api/v1/connections/{connection_id}/test', {
      params: { path: { connection_id } },
    }),
  )
export const ask_sendings = (connection_id: number, state: SendingState | '') =>
  reply(
    server.GET('/api/v1/connections/{connection_id}/sendings', {
      params: { path: { connection_id }, query: state === '' ? {} : { state } },
    }),
  )
export const ask_sending = (connection_id: number, sending_id: number) =>
  reply(
    server.GET('/api/v1/connections/{connection_id}/sendings/{sending_id}', {
      params: { path: { connection_id, sending_id } },
    }),
  )
export const send_again = (connection_id: number, sending_id: number) =>
  reply(
    server.POST('/api/v1/connections/{connection_id}/sendings/{sending_id}/again', {
      params: { path: { connection_id, sending_id } },
    }),
  )
