/**
 * The shapes that travel between this device and the server, under the names the screens use. They are made from
 * the server's OpenAPI document (scripts/openapi-types); what a job's facts are only its flow's own room knows.
 */
// biome-ignore lint/correctness/noPrivateImports: made by a script, into a folder of its own
import type { components } from './generated/openapi'

export type { paths } from './generated/openapi'

type Shapes = components['schemas']

/** A shape, with some of its fields known better than the document says. */
type But<Whole, Known> = Omit<Whole, keyof Known> & Known

export type ServerError = Shapes['ErrorAnswer']

export type Me = Shapes['MeAnswer']
export type Person = Shapes['PersonAtWork']
export type Role = Person['role']
export type Device = Shapes['DeviceAtHand']
export type DeviceKind = Shapes['DeviceAnswer']['kind']

export type TaskCard = Shapes['TaskCard']
export type TaskKind = TaskCard['kind']
export type TaskStage = TaskCard['stage']
export type TaskInHand = Shapes['LeasedTask']

export type Job = Shapes['JobAnswer']
export type JobFacts = Job['facts']
export type CodeMeaning = Shapes['CodeBody']
export type Product = Shapes['ProductBody']
export type PlaceShown = Shapes['PlaceBody']
export type SlotShown = Shapes['SlotBody']
export type OrderShown = Shapes['OrderBody']
export type FlyerShown = Shapes['FlyerBody']
export type RackSlotShown = Shapes['RackSlotBody']

/** One gesture, as this device records it: it always has a verdict of its own. */
export type DeviceEvent = But<
  Shapes['EventBody'],
  { row: string; verdict: Verdict; payload: Record<string, string> }
>
export type Via = DeviceEvent['via']
export type Verdict = Shapes['VerdictAnswer']['verdict']

export type ScansReport = But<Shapes['ScansBody'], { events: DeviceEvent[]; unsent: number }>
/** The verdict on an event of ours; one without an id answers nothing that was asked. */
export type ServerVerdict = Omit<Shapes['VerdictAnswer'], 'event_id' | 'detail'> & {
  event_id: string
  /** Facts for the sentence of a refusal: who has the task now, and since when. */
  detail?: Record<string, unknown> | null
}
export type ServerJob = Shapes['JobNow']
export type ScansAnswer = But<Shapes['ScansAnswer'], { verdicts: ServerVerdict[] }>

export type Notice = Shapes['NoticeBody']
export type FeedPage = But<Shapes['FeedAnswer'], { reset?: boolean }>

export type Message = Shapes['MessageAnswer']

export type Found = Shapes['LookUpAnswer']
export type ProductFound = Shapes['ProductFound']
export type StockFound = Shapes['StockFound']
export type ShipmentFound = Shapes['ShipmentFound']
export type HeldFor = Shapes['HeldFor']
export type TouchFound = Shapes['TouchFound']
export type PersonFound = Shapes['PersonFound']
export type TaskFound = Shapes['TaskFound']

/** Closed parcels that wait for a carrier's driver. */
export type WaitingForCarrier = Shapes['WaitingRow']
