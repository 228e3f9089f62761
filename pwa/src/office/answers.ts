/**
 * What the server tells the office, under the names of the desk. The shapes come from the server's own document.
 * Ids are numbers, moments ISO texts in UTC, quantities pieces.
 */
import type { paths, Role } from '../server_api'

type Content<Answer> = Answer extends { content: { 'application/json': infer Body } } ? Body : never
type Good<Responses> = Content<Responses[keyof Responses & (200 | 201 | 202)]>
type Responses<
  Path extends keyof paths,
  Method extends keyof paths[Path],
> = paths[Path][Method] extends {
  responses: infer All
}
  ? Good<All>
  : never
type Get<Path extends keyof paths> = Responses<Path, 'get'>
type Post<Path extends keyof paths> = Responses<Path, 'post'>

export const STAGES = [
  'waiting',
  'reserved',
  'released',
  'picking',
  'picked',
  'packing',
  'packed',
  'shipped',
  'held',
  'cancelled',
] as const satisfies readonly OrderCard['stage'][]
export type Stage = OrderCard['stage']

export type Shop = Get<'/api/v1/shops'>['shops'][number]
export type Carrier = Get<'/api/v1/carriers'>['carriers'][number]
/** A name in the languages of the screens. */
export type InBothLanguages = Carrier['name']

export type OrderPage = Get<'/api/v1/orders'>
export type OrderCard = OrderPage['orders'][number]
export type Order = Get<'/api/v1/orders/{order_id}'>
export type OrderLine = Order['line_items'][number]
export type FlyerOfOrder = Order['flyers'][number]
/** Only for those who may see it; what the shop's file had of it. */
export type Consignee = NonNullable<Order['consignee']>
export type HistoryEntry = Get<'/api/v1/orders/{order_id}/history'>['entries'][number]

export type ImportCard = Get<'/api/v1/imports/{import_id}'>
export type ImportPreview = Post<'/api/v1/imports'>
export type ImportProblem = Omit<ImportPreview['problems'][number], 'external'>
export type ImportRow = Get<'/api/v1/imports/{import_id}/rows'>['rows'][number]

export type WaveChoice = NonNullable<
  paths['/api/v1/waves']['post']['requestBody']
>['content']['application/json']
export type WavePreview = Post<'/api/v1/waves/preview'>
export type ReleasedWave = Post<'/api/v1/waves'>
export type WaveCard = Get<'/api/v1/waves'>['waves'][number]

export type Person = Get<'/api/v1/people'>['people'][number]
export const ROLES: readonly Role[] = ['picker', 'packer', 'supervisor', 'administrator']
export type { Role }

export type Device = Get<'/api/v1/devices'>['devices'][number]
export type DeviceKind = Device['kind']
export const DEVICE_KINDS: readonly DeviceKind[] = ['handheld', 'tablet', 'board']
export type Enrolment = Post<'/api/v1/enrolments'>

export type SentMessage = Get<'/api/v1/messages/sent'>['messages'][number]

export type FloorTask = Get<'/api/v1/tasks'>['tasks'][number]
/** The tasks of the floor that the office shows, and may hurry. */
export type TaskKind = Extract<
  FloorTask['kind'],
  'pick' | 'pack' | 'receive' | 'return' | 'put_away' | 'replenish' | 'move' | 'count' | 'assemble'
>

export type CarrierHandover = Get<'/api/v1/handovers'>['carriers'][number]

/** The board's snapshot, of which the first page shows a part. */
export type FloorNow = Get<'/api/v1/board'>
export type CarrierNow = FloorNow['carriers'][number]
