// Every question about slips.
import { type paths, server } from '../../server_api'
import { reply, send_form } from '../ask'

type Body<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never
type Answers<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: infer Answer } }
}
  ? Body<Answer>
  : never

export type Slips = Answers<'/api/v1/slips'>
export type CarrierSlips = Slips['carriers'][number]
export type StuckShipment = CarrierSlips['stuck'][number]
export type LabelFile = Slips['label_files'][number]
export type NumberFile = Slips['number_files'][number]
export type Senders = Answers<'/api/v1/slips/senders'>
export type ShopSender = Senders['shops'][number]
export type Sender = NonNullable<ShopSender['sender']>
export type Contract = Sender['contracts'][number]
export type Layout = Senders['layouts'][number]
export type NumbersTaken = Body<paths['/api/v1/slips/numbers']['post']['responses'][201]>

export type Pools = Answers<'/api/v1/slips/pools'>
export type Pool = Pools['pools'][number]

export const ask_slips = () => reply(server.GET('/api/v1/slips'))
export const write_files = (carrier: string) =>
  reply(server.POST('/api/v1/slips/files', { body: { carrier } }))
export const void_file = (label_file_id: number, reason: string) =>
  reply(
    server.POST('/api/v1/slips/files/{label_file_id}/void', {
      params: { path: { label_file_id } },
      body: { reason },
    }),
  )
export const file_address = (label_file_id: number) => `/api/v1/slips/files/${label_file_id}.csv`

export function hand_in_numbers(file: File, carrier: string) {
  const form = new FormData()
  form.set('file', file)
  form.set('carrier', carrier)
  return send_form<NumbersTaken>('/api/v1/slips/numbers', form)
}

export const ask_senders = () => reply(server.GET('/api/v1/slips/senders'))
export const keep_sender = (shop: string, body: Sender) =>
  reply(server.POST('/api/v1/slips/senders/{shop}', { params: { path: { shop } }, body }))

type PoolBody = paths['/api/v1/slips/pools']['post']['requestBody']['content']['application/json']

export const ask_pools = () => reply(server.GET('/api/v1/slips/pools'))
export const add_pool = (body: PoolBody) => reply(server.POST('/api/v1/slips/pools', { body }))
export const close_pool = (pool_id: number) =>
  reply(server.POST('/api/v1/slips/pools/{pool_id}/close', { params: { path: { pool_id } } }))
