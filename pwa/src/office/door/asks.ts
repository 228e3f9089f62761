// Every question about the door.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'

export type Checks =
  paths['/api/v1/orders/{order_id}/checks']['get']['responses'][200]['content']['application/json']
export type Finding = Checks['findings'][number]

export const ask_checks = (order_id: number) =>
  reply(server.GET('/api/v1/orders/{order_id}/checks', { params: { path: { order_id } } }))

export const take_proposal = (order_id: number, key: string) =>
  reply(
    server.POST('/api/v1/orders/{order_id}/checks/mend', {
      params: { path: { order_id } },
      body: { key },
    }),
  )

export const let_in = (order_id: number, keys: string[]) =>
  reply(
    server.POST('/api/v1/orders/{order_id}/checks/let-in', {
      params: { path: { order_id } },
      body: { keys },
    }),
  )
