// Every question about the terms of stock.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never
type Body<Call> = Call extends { requestBody?: { content: { 'application/json': infer Sent } } }
  ? Sent
  : never

export type ShopTerms = Json<paths['/api/v1/stock/terms']['get']['responses'][200]>['shops'][number]
export type TermsChange = Body<paths['/api/v1/stock/terms/shops/{code}']['patch']>
export type Customers = Json<paths['/api/v1/stock/terms/customers']['get']['responses'][200]>
export type CustomerTerms = Customers['customers'][number]
export type NewCustomerTerms = Body<paths['/api/v1/stock/terms/customers']['post']>
export type CustomerTermsChange = Body<paths['/api/v1/stock/terms/customers/{terms_id}']['patch']>
export type Face = Json<paths['/api/v1/stock/faces']['get']['responses'][200]>['faces'][number]
export type SerialProduct = Json<
  paths['/api/v1/products/serials']['get']['responses'][200]
>['products'][number]
export type Measured = Json<
  paths['/api/v1/products/measures']['get']['responses'][200]
>['products'][number]
export type ServiceLimit = Json<
  paths['/api/v1/carriers/limits']['get']['responses'][200]
>['limits'][number]
export type NewFace = Body<paths['/api/v1/stock/faces']['post']>

export const ON_SHORT = ['ask', 'split', 'go_without'] as const
export type OnShort = (typeof ON_SHORT)[number]

export const ask_shop_terms = () => reply(server.GET('/api/v1/stock/terms'))
export const change_shop_terms = (code: string, body: TermsChange) =>
  reply(server.PATCH('/api/v1/stock/terms/shops/{code}', { params: { path: { code } }, body }))
export const ask_customer_terms = () => reply(server.GET('/api/v1/stock/terms/customers'))
export const add_customer_terms = (body: NewCustomerTerms) =>
  reply(server.POST('/api/v1/stock/terms/customers', { body }))
export const change_customer_terms = (terms_id: number, body: CustomerTermsChange) =>
  reply(
    server.PATCH('/api/v1/stock/terms/customers/{terms_id}', {
      params: { path: { terms_id } },
      body,
    }),
  )
export const end_customer_terms = (terms_id: number) =>
  reply(
    server.POST('/api/v1/stock/terms/customers/{terms_id}/end', { params: { path: { terms_id } } }),
  )
export const ask_faces = () => reply(server.GET('/api/v1/stock/faces'))
export const set_face = (body: NewFace) => reply(server.POST('/api/v1/stock/faces', { body }))
export const end_face = (place_id: number, product_id: number) =>
  reply(
    server.DELETE('/api/v1/stock/faces/{place_id}/{product_id}', {
      params: { path: { place_id, product_id } },
    }),
  )
export const ask_serial_products = () => reply(server.GET('/api/v1/products/serials'))
export const begin_serials = (owner: string, product: string) =>
  reply(server.POST('/api/v1/products/serials', { body: { owner, product } }))
export const end_serials = (product_id: number) =>
  reply(
    server.DELETE('/api/v1/products/serials/{product_id}', { params: { path: { product_id } } }),
  )
export const count_zone = (zone: string) =>
  reply(server.POST('/api/v1/counts/zones', { body: { zone } }))
export const ask_measures = (owner: string, q: string) =>
  reply(server.GET('/api/v1/products/measures', { params: { query: { owner, q } } }))
export const write_measure = (
  owner: string,
  { product: _product, name: _name, kind: _kind, ...told }: Measured,
) =>
  reply(
    server.POST('/api/v1/products/measures', {
      body: { owner, products: [told] },
    }),
  )
export const ask_limits = () => reply(server.GET('/api/v1/carriers/limits'))
export const write_limit = (body: ServiceLimit) =>
  reply(server.POST('/api/v1/carriers/limits', { body }))
