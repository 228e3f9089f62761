// Every question about what lies where, and how it came there.
import { type paths, server } from '../../server_api'
import { query_text, reply } from '../ask'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never

export type StockList = Json<paths['/api/v1/stock']['get']['responses'][200]>
export type StockRow = StockList['rows'][number]
export type AgeBucket = StockList['buckets'][number]
export type Movements = Json<paths['/api/v1/stock/movements']['get']['responses'][200]>
export type Movement = Movements['rows'][number]

export type Block = Json<paths['/api/v1/stock/blocks']['get']['responses'][200]>['blocks'][number]
type NewBlock = NonNullable<
  paths['/api/v1/stock/blocks']['post']['requestBody']
>['content']['application/json']

export const VIEWS = [
  'product',
  'place',
  'lot',
  'owner',
  'ageing',
  'resting',
  'expiring',
  'movements',
] as const
export type View = (typeof VIEWS)[number]

/** In the order of a warehouse: from where goods are picked to where they wait. */
export const KINDS = [
  'shelf',
  'rack',
  'dock',
  'quarantine',
  'tote',
  'cart',
  'station',
  'parcel',
] as const

/** What the address of the page asks for; empty is not asked. */
export type Asked = {
  view: View
  q: string
  owner: string
  kind: string
  /** A moment of the warehouse as its field has it: `2026-11-20T18:00`. */
  at: string
  days: string
  bucket: string
  after: string
  product: string
  place: string
  lot: string
  /** What the narrowed movements are of, for people. */
  name: string
}

const PAGE_SIZE = '100'

/** The moment that a field means: the warehouse keeps the time of Japan, which never changes its clocks. */
export function moment_of(at: string): string {
  return at === '' ? '' : `${at}:00+09:00`
}

/** What the server is asked for; values that are empty are left out. */
function given(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function stock_query(asked: Asked): Record<string, string> {
  const { view, q, owner, kind, at, days, bucket } = asked
  return given({ view, q, owner, kind, at: moment_of(at), days, bucket })
}

function movement_query(asked: Asked): Record<string, string> {
  const { product, place, lot, owner, at } = asked
  return given({ product, place, lot, owner, until: moment_of(at) })
}

// A query is text; the server's document says which texts are numbers.
type Sent<Call> = Call extends { parameters: { query?: infer Query } } ? Query : never

export function ask_stock(asked: Asked) {
  const query = { ...stock_query(asked), ...given({ after: asked.after }), page_size: PAGE_SIZE }
  return reply(
    server.GET('/api/v1/stock', {
      params: { query: query as unknown as NonNullable<Sent<paths['/api/v1/stock']['get']>> },
    }),
  )
}

export function ask_movements(asked: Asked) {
  const query = { ...movement_query(asked), ...given({ after: asked.after }), page_size: PAGE_SIZE }
  return reply(
    server.GET('/api/v1/stock/movements', {
      params: {
        query: query as unknown as NonNullable<Sent<paths['/api/v1/stock/movements']['get']>>,
      },
    }),
  )
}

/** Where the whole list is, as a file. */
export function file_address(asked: Asked): string {
  return asked.view === 'movements'
    ? `/api/v1/stock/movements.csv${query_text(movement_query(asked))}`
    : `/api/v1/stock.csv${query_text(stock_query(asked))}`
}

/** The lots that nobody is promised now. */
export function ask_blocks() {
  return reply(server.GET('/api/v1/stock/blocks'))
}

export function block_lot(body: NewBlock) {
  return reply(server.POST('/api/v1/stock/blocks', { body }))
}

export function free_lot(block_id: number) {
  return reply(
    server.POST('/api/v1/stock/blocks/{block_id}/free', { params: { path: { block_id } } }),
  )
}
