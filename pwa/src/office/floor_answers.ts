/** What the office reads of the board's snapshot. */
import type { FloorException } from '../exceptions'
import type { Stage } from './answers'

export type CarrierNow = {
  code: string
  name: string
  cutoff_at: string
  left_orders: number
  left_lines: number
  packed_orders: number
  shipped_orders: number
  eta: string | null
  slack_minutes: number | null
  state: 'ahead' | 'on_time' | 'late' | 'done'
}

export type FloorNow = {
  carriers: CarrierNow[]
  flow: { stage: Stage; orders: number; oldest_minutes: number | null }[]
  exceptions: FloorException[]
  devices: { name: string; online: boolean; unsent: number; battery: number | null }[]
}
