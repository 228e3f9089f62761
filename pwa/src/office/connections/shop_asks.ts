// Every question about shops by their API.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never
type Sent<Call> = Call extends { requestBody?: { content: { 'application/json': infer Body } } }
  ? Body
  : never

type Shops = paths['/api/v1/shop-connections']
type OneShop = paths['/api/v1/shop-connections/{connection_id}']
type Messages = paths['/api/v1/shop-connections/{connection_id}/messages']
type OneMessage = paths['/api/v1/shop-connections/{connection_id}/messages/{message_id}']
export type ShopAccess = Json<Shops['get']['responses'][200]>['shops'][number]
export type ShopDraft = Sent<Shops['post']>
export type ShopChanges = Sent<OneShop['patch']>
export type ShopMessage = Json<Messages['get']['responses'][200]>['messages'][number]
export type WholeShopMessage = Json<OneMessage['get']['responses'][200]>
export type MessageState = ShopMessage['state']

export type ShopSystem = ShopDraft['system']

/** The systems, and the news that each has words for. */
export const SYSTEMS = {
  shopify: ['shipment.shipped', 'stock.available'],
  next_engine: ['shipment.shipped'],
} as const

const of = (connection_id: number) => ({ params: { path: { connection_id } } })

export const ask_shops = () => reply(server.GET('/api/v1/shop-connections'))
export const connect_shop = (body: ShopDraft) =>
  reply(server.POST('/api/v1/shop-connections', { body }))
export const change_shop = (connection_id: number, body: ShopChanges) =>
  reply(server.PATCH('/api/v1/shop-connections/{connection_id}', { ...of(connection_id), body }))
export const remove_shop = (connection_id: number) =>
  reply(server.POST('/api/v1/shop-connections/{connection_id}/remove', of(connection_id)))
export const log_in = (connection_id: number, body: { uid: string; state: string }) =>
  reply(
    server.POST('/api/v1/shop-connections/{connection_id}/login', { ...of(connection_id), body }),
  )
export const fetch_orders = (connection_id: number) =>
  reply(server.POST('/api/v1/shop-connections/{connection_id}/fetch', of(connection_id)))
export const ask_messages = (connection_id: number, state: MessageState | '') =>
  reply(
    server.GET('/api/v1/shop-connections/{connection_id}/messages', {
      params: { path: { connection_id }, query: state === '' ? {} : { state } },
    }),
  )
export const ask_message = (connection_id: number, message_id: number) =>
  reply(
    server.GET('/api/v1/shop-connections/{connection_id}/messages/{message_id}', {
      params: { path: { connection_id, message_id } },
    }),
  )
export const run_again = (connection_id: number, message_id: number) =>
  reply(
    server.POST('/api/v1/shop-connections/{connection_id}/messages/{message_id}/again', {
      params: { path: { connection_id, message_id } },
    }),
  )
