/**
 * The shapes that travel between this device and the server, and the calls that carry them.
 * `paths` is what openapi-fetch reads; the rest are the names the screens use.
 */

export type Role = 'picker' | 'packer' | 'supervisor' | 'administrator'

export type Person = { id: number; name: string; role: Role; language: 'ja' | 'en' }

export type DeviceKind = 'handheld' | 'tablet' | 'board'

export type Device = { id: number; code: string; name: string; kind: DeviceKind }

export type Me = {
  device: Device | null
  person: Person | null
  session: string | null
  server_time: string
  epoch: string
  app: { version: string }
}

export type TaskKind = 'pick' | 'pack' | 'ship'

export type TaskStage = 'waiting' | 'open' | 'claimed' | 'done' | 'held' | 'cancelled'

export type TaskCard = {
  id: number
  kind: TaskKind
  stage: TaskStage
  number: string
  zone: string
  due_at: string
  carrier: string
  carrier_name: { ja: string; en: string } | null
  shipments: number
  lines: number
  pieces: number
  claimed_by: string | null
  claimed_by_device: number | null
  claimed_at: string | null
  tote: string | null
  priority: number
  revision: number
}

export type TaskInHand = TaskCard & { lease: number; lease_expires_at: string | null }

export type Product = {
  id: number
  sku: string
  name: string
  variant: string
  kind: 'goods' | 'flyer'
  jan: string | null
  picture: string | null
}

export type PlaceShown = { display: string; zone: string }

export type SlotShown = { slot: number; shipment: string; order: string }

export type OrderShown = {
  number: string
  external: string
  shop: string
  carrier: string
  gift: boolean
  note: string
}

export type FlyerShown = {
  line: number
  reason_ja: string
  reason_en: string
  place: string | null
}

/** Facts of a flow; which ones, the flow's own room knows. */
export type JobFacts = Record<string, unknown>

export type CodeMeaning = { product: number; quantity: number }

export type Job = {
  task: TaskInHand
  flow: string
  step: string
  /** Counts the accepted scans of this job; the device counts on by itself. */
  revision: number
  facts: JobFacts
  codes: Record<string, CodeMeaning>
  products: Record<string, Product>
  places: Record<string, PlaceShown>
  slots: SlotShown[]
  order: OrderShown | null
  flyers: FlyerShown[]
}

export type Via = 'keys' | 'text' | 'camera' | 'touch' | 'hand'

export type Verdict = 'accept' | 'refuse' | 'ask_server'

export type DeviceEvent = {
  event_id: string
  incarnation: string
  seq: number
  session: string
  actor: number
  device_time: string
  task: number
  lease: number
  revision: number
  kind: 'scan'
  raw: string
  via: Via
  table_revision: number
  row: string
  verdict: Verdict
  payload: Record<string, string>
}

export type ServerJob = { step: string; facts: JobFacts; revision: number; lease: number }

export type ServerVerdict = {
  event_id: string
  verdict: Verdict
  row: string
  because: string | null
  step: string | null
  revision: number | null
  replayed: boolean
  agrees: boolean
  job: ServerJob | null
  /** Facts for the sentence of a refusal: who has the task now, and since when. */
  detail?: Record<string, unknown> | null
  receipt: string
}

export type ScansReport = {
  device_time: string
  app_version: string
  battery?: number
  unsent: number
  events: DeviceEvent[]
}

export type ScansAnswer = {
  verdicts: ServerVerdict[]
  high_water: number
  server_time: string
  epoch: string
  position: number
}

/** Closed parcels that wait for a carrier's driver. */
export type WaitingForCarrier = {
  carrier: string
  name: { ja: string; en: string }
  cutoff_at: string
  parcels: number
}

export type Notice = {
  position: number
  at: string
  topic: string
  kind: string
  revision: number
  body: Record<string, unknown>
}

export type FeedPage =
  | { notices: Notice[]; position: number; epoch: string; reset?: false }
  | { reset: true; position: number; epoch?: string }

export type ServerError = {
  code: string
  message: string
  detail?: Record<string, unknown> | null
}

type Content<T> = { content: { 'application/json': T } }

type Call<Answer, Body = never, Parameters = unknown> = {
  parameters: Parameters
  responses: { 200: Content<Answer>; default: Content<ServerError> }
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: Content<Body> })

type Path<Methods> = Methods & { parameters: Record<string, never> }

type ById = { path: { task_id: number } }

export type paths = {
  '/api/v1/me': Path<{ get: Call<Me> }>
  '/api/v1/devices/enrol': Path<{
    post: Call<{ device: Device }, { code: string; name?: string }>
  }>
  '/api/v1/sessions': Path<{
    post: Call<{ person: Person; session: string }, { badge: string; pin: string }>
  }>
  '/api/v1/sessions/office': Path<{
    post: Call<{ person: Person; session: string }, { login: string; password: string }>
  }>
  '/api/v1/sessions/current': Path<{ delete: Call<null> }>
  '/api/v1/welcome': Path<{
    post: Call<unknown, { token: string; name: string; login: string; password: string }>
  }>
  '/api/v1/tasks': Path<{
    get: Call<
      { tasks: TaskCard[]; position: number },
      never,
      { query: { kind?: TaskKind; stage?: TaskStage } }
    >
  }>
  '/api/v1/tasks/{task_id}/claim': Path<{ post: Call<Job, never, ById> }>
  '/api/v1/tasks/claim': Path<{ post: Call<Job, { kind: 'pack'; tote: string }> }>
  '/api/v1/tasks/{task_id}/job': Path<{ get: Call<Job, never, ById> }>
  '/api/v1/tasks/{task_id}/release': Path<{ post: Call<null, never, ById> }>
  '/api/v1/handovers': Path<{
    get: Call<{ carriers: WaitingForCarrier[] }>
    post: Call<{ parcels: number; shipments: number }, { carrier: string }>
  }>
  '/api/v1/scans': Path<{ post: Call<ScansAnswer, ScansReport> }>
  '/api/v1/feed': Path<{ get: Call<FeedPage, never, { query: { after: number; limit?: number } }> }>
}
