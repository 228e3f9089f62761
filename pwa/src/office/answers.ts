/** What the server tells the office. Ids are numbers, moments ISO texts in UTC, quantities pieces. */
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
] as const
export type Stage = (typeof STAGES)[number]

export type Shop = { code: string; name: string }
export type Carrier = { code: string; name: string; cutoff_at: string; services: string[] }

export type OrderCard = {
  id: number
  external: string
  shop: string
  stage: Stage
  ordered_at: string
  ship_by: string
  carrier: string
  lines: number
  pieces: number
  reserved_pieces: number
  /** Only for those who may see it. */
  customer?: string | null
  shipment: string | null
  hold_reason: string | null
}

export type OrderPage = {
  orders: OrderCard[]
  total: number
  counts: Partial<Record<Stage, number>>
}

export type Product = {
  id: number
  sku: string
  name: string
  variant?: string
  kind?: 'goods' | 'flyer'
  jan?: string | null
  picture?: string | null
}

export type OrderLine = {
  line_no: number
  sku: string
  name: string
  quantity_pieces: number
  reserved_pieces: number
  picked_pieces: number
  packed_pieces: number
  short_pieces: number
  product?: Product | null
}

export type Parcel = {
  tracking_no: string
  closed_at: string
  closed_by?: string | null
  handed_over_at?: string | null
}

export type Shipment = {
  number: string
  released_at?: string | null
  wave?: string | null
  tote?: string | null
  parcel?: Parcel | null
}

export type FlyerOfOrder = {
  name: string
  reason_ja: string
  reason_en: string
  campaign?: string | null
  campaign_revision?: number | null
  quantity_pieces: number
  inserted_pieces: number
  waived?: boolean
  product?: Product | null
}

export type Consignee = {
  name: string
  kana?: string
  postal_code?: string
  prefecture?: string
  address?: string
  building?: string
  phone?: string
}

export type Order = Omit<OrderCard, 'lines'> & {
  lines: OrderLine[]
  shipment: Shipment | null
  flyers: FlyerOfOrder[]
  consignee?: Consignee | null
  gift?: boolean
  note?: string
  service?: string
  delivery_date?: string | null
  delivery_slot?: string | null
  purchase_number?: number
}

export type HistoryEntry = {
  at: string
  kind: string
  person: string | null
  device: string | null
  raw: string | null
  row: string | null
  table: string | null
  table_revision: number | null
  verdict: 'accept' | 'refuse' | 'ask_server' | null
  because: string | null
  text_params: Record<string, string | number | null>
}

export type ImportState = 'preview' | 'running' | 'done' | 'failed'

export type ImportCard = {
  id: number
  name: string
  shop: string
  profile: string
  encoding: string
  state: ImportState
  failure?: string | null
  rows: number
  done_rows: number
  imported: number
  duplicate: number
  rejected: number
  orders_reserved: number
  orders_short: number
  uploaded_at: string
  uploaded_by?: string | null
  finished_at?: string | null
}

export type ImportProblem = {
  row: number
  column: string | null
  code: string
  value: string | null
}

export type SampleOrder = {
  external: string
  ordered_at?: string
  carrier?: string
  lines?: number
  pieces?: number
  items?: string[]
  duplicate?: boolean
}

export type ImportPreview = {
  id: number
  name?: string
  profile: string
  encoding: string
  shop: string
  rows: number
  orders_new: number
  orders_duplicate: number
  rows_rejected: number
  sample: SampleOrder[]
  problems: ImportProblem[]
  state: ImportState
}

export type ImportRow = {
  row: number
  outcome: 'imported' | 'duplicate' | 'rejected'
  code: string | null
  column?: string | null
  detail: Record<string, unknown> | string | null
  external: string
}

export type WaveChoice = {
  shops: string[]
  carriers: string[]
  ship_by_before: string | null
  totes_per_cart: number
  carts_max: number | null
}

export type WavePreview = {
  orders: number
  lines: number
  pieces: number
  carts: number
  without_stock: number
}

export type ReleasedWave = { id: number; number: string; carts: number }

export type WaveCard = {
  id: number
  number: string
  released_at: string
  released_by: string | null
  orders: number
  pieces: number
  carts: number
  picked_carts: number
  packed_orders: number
}

export type Role = 'picker' | 'packer' | 'supervisor' | 'administrator'
export const ROLES: readonly Role[] = ['picker', 'packer', 'supervisor', 'administrator']

export type Person = {
  id: number
  name: string
  role: Role
  language: 'ja' | 'en'
  badge: string | null
  badge_label: string | null
  login: string | null
  active: boolean
}

export type DeviceKind = 'handheld' | 'tablet' | 'board'
export const DEVICE_KINDS: readonly DeviceKind[] = ['handheld', 'tablet', 'board']

export type Device = {
  id: number
  code: string
  name: string
  kind: DeviceKind
  unsent_events: number
  battery_percent: number | null
  last_seen_at: string | null
  app_version: string | null
  enrolled_at: string
  revoked_at: string | null
}

export type Enrolment = { code: string; url: string; expires_at: string; qr_svg: string }

export type WaitingParcel = {
  shipment: string
  order_id?: number
  external?: string
  tracking_no: string
  closed_at: string
  closed_by?: string | null
}

export type CarrierHandover = {
  carrier: string
  name: string
  cutoff_at: string
  parcels: number
  oldest_closed_at: string | null
  shipments: WaitingParcel[]
}

export type PastHandover = {
  id: number
  carrier: string
  at: string
  person: string
  parcels: number
}

export type Handovers = { carriers: CarrierHandover[]; recent?: PastHandover[] }
