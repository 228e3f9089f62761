import type { FloorException } from '../exceptions'

export type CarrierState = 'ahead' | 'on_time' | 'late' | 'done'

/** One carrier against its cut-off. */
export type CarrierBoard = {
  code: string
  name: string
  cutoff_at: string
  left_orders: number
  left_lines: number
  packed_orders: number
  shipped_orders: number
  /** When the last order of today will be packed at the pace of now; null when nothing is left or nobody works. */
  eta: string | null
  /** Minutes between that and the cut-off; below 0 it will be missed. */
  slack_minutes: number | null
  state: CarrierState
}

export type FlowStep = { stage: string; orders: number; oldest_minutes: number | null }

export type PersonBoard = {
  id: number
  name: string
  device: string | null
  task: string | null
  stage: string | null
  lines_per_hour: number
  last_scan_at: string | null
  last_verdict: 'accept' | 'refuse' | 'ask_server' | null
  idle: boolean
}

export type DeviceBoard = {
  name: string
  online: boolean
  unsent: number
  battery: number | null
  last_seen_at: string | null
  app_version: string | null
}

/** Everything the board shows, of one moment. */
export type Snapshot = {
  position: number
  server_time: string
  carriers: CarrierBoard[]
  flow: FlowStep[]
  people: PersonBoard[]
  exceptions: FloorException[]
  devices: DeviceBoard[]
  throughput: { minute: string; scans: number }[]
}
