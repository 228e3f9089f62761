// Every question about kits.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never

export type Kits = Json<paths['/api/v1/stock/kits']['get']['responses'][200]>
export type Kit = Kits['kits'][number]
export type Part = { product: string; pieces: number }

export const ask_kits = () => reply(server.GET('/api/v1/stock/kits'))
export const write_kit = (owner: string, sku: string, parts: Part[]) =>
  reply(server.POST('/api/v1/stock/kits', { body: { owner, sku, parts } }))

export type Assemblies = Json<paths['/api/v1/stock/assemblies']['get']['responses'][200]>
export type KitOnStock = Assemblies['kits'][number]
export type Assembly = Assemblies['assemblies'][number]

export const ask_assemblies = () => reply(server.GET('/api/v1/stock/assemblies'))
export const ask_for_kits = (product_id: number, kits: number, apart: boolean) =>
  reply(
    server.POST('/api/v1/stock/kits/{product_id}/assemblies', {
      params: { path: { product_id } },
      body: { kits, apart },
    }),
  )
export const withdraw_kits = (task_id: number) =>
  reply(server.DELETE('/api/v1/stock/assemblies/{task_id}', { params: { path: { task_id } } }))
