import type { paths } from '../server_api'

/** Everything the board shows, of one moment; as the server's document describes it. */
export type Snapshot =
  paths['/api/v1/board']['get']['responses'][200]['content']['application/json']

export type CarrierBoard = Snapshot['carriers'][number]
export type FlowStep = Snapshot['flow'][number]
export type PersonBoard = Snapshot['people'][number]
export type DeviceBoard = Snapshot['devices'][number]
