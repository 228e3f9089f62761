import type { Journal } from '../journal'
import {
  type Answer,
  reach,
  type ScansAnswer,
  type ScansReport,
  type ServerVerdict,
  server,
} from '../server_api'

/** How many events go in one call. */
export const BATCH_EVENTS = 50

/** The courier looks by itself this often, whatever else wakes it, in milliseconds. */
const ROUND_MS = 15_000

const PAUSE_FIRST_MS = 1_000
const PAUSE_MAX_MS = 30_000

/** idle: everything is handed in. carrying: a call is under way. waiting: it failed and is tried again. stopped: nobody enrolled or logged in. */
export type CourierState = 'idle' | 'carrying' | 'waiting' | 'stopped'

export type CourierOptions = {
  journal: Journal
  app_version: string
  /** The server's verdicts, already kept in the journal, oldest first. */
  on_verdicts: (verdicts: ServerVerdict[], answer: ScansAnswer) => Promise<void>
  /** The server does not know this device or this session any more; everything is kept. */
  on_unknown: (code: string) => void
  on_state: (state: CourierState) => void
  /** After anything changed in the journal, so that the counts on the screen follow. */
  on_change: () => void
  send?: (report: ScansReport) => Promise<Answer<ScansAnswer>>
  battery?: () => Promise<number | null>
  /** 0 ≤ x < 1; spreads the retries of many devices that lost the same access point. */
  chance?: () => number
}

export type Courier = {
  /** There is something to carry, or the way may be open again: look now. */
  wake(): void
  /** Resolves when the round under way, if any, is over. */
  rest(): Promise<void>
  stop(): void
}

// Which of the verdicts name an event of ours, `readable_verdicts` looks at before anything is believed.
const post = (report: ScansReport) =>
  reach(server.POST('/api/v1/scans', { body: report })) as Promise<Answer<ScansAnswer>>

/**
 * Hand the journal in: oldest first, at most fifty at a time, the same ids on every try, one call at a time.
 * Whatever comes back, an event leaves the journal's 未送信 only by an answer that names it.
 */
export function start_courier(options: CourierOptions): Courier {
  const rounds = make_rounds(() => carry_all(options), options.chance ?? Math.random)
  const on_visible = () => {
    if (document.visibilityState === 'visible') rounds.wake()
  }
  window.addEventListener('online', rounds.wake)
  document.addEventListener('visibilitychange', on_visible)
  rounds.wake()
  return {
    ...rounds,
    stop() {
      rounds.stop()
      window.removeEventListener('online', rounds.wake)
      document.removeEventListener('visibilitychange', on_visible)
    },
  }
}

/** One round after another, never two at a time; who asks during a round gets another one after it. */
function make_rounds(go: () => Promise<'done' | 'failed'>, chance: () => number): Courier {
  let round: Promise<void> | null = null
  let is_asked_again = false
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let is_stopped = false

  async function run(): Promise<void> {
    do {
      is_asked_again = false
      failures = (await go()) === 'failed' ? failures + 1 : 0
    } while (is_asked_again && failures === 0)
    round = null
    if (is_stopped) return
    timer = setTimeout(wake, failures > 0 ? pause_ms(failures, chance()) : ROUND_MS)
  }

  function wake(): void {
    if (is_stopped) return
    clearTimeout(timer)
    is_asked_again = true
    round ??= run()
  }

  return {
    wake,
    rest: () => round ?? Promise.resolve(),
    stop() {
      is_stopped = true
      clearTimeout(timer)
    },
  }
}

/** How long to wait after so many failures in a row: doubling, spread over half, at most half a minute. */
export function pause_ms(failures: number, chance: number): number {
  const full = Math.min(PAUSE_MAX_MS, PAUSE_FIRST_MS * 2 ** (failures - 1))
  return full / 2 + (full / 2) * chance
}

async function carry_all(options: CourierOptions): Promise<'done' | 'failed'> {
  try {
    for (;;) {
      const outcome = await carry_batch(options)
      if (outcome === 'more') continue
      options.on_state(outcome === 'empty' ? 'idle' : outcome)
      return outcome === 'waiting' ? 'failed' : 'done'
    }
  } catch {
    // The journal itself did not answer; what is in it is still there, the next round tries again.
    options.on_state('waiting')
    return 'failed'
  }
}

async function carry_batch(
  options: CourierOptions,
): Promise<'more' | 'empty' | 'waiting' | 'stopped'> {
  const { journal, send = post } = options
  const entries = await journal.unsent(BATCH_EVENTS)
  if (entries.length === 0) return 'empty'
  options.on_state('carrying')
  const battery = (await options.battery?.()) ?? null
  const answer = await send({
    device_time: new Date().toISOString(),
    app_version: options.app_version,
    unsent: (await journal.counts()).stored,
    ...(battery === null ? {} : { battery }),
    events: entries.map((entry) => entry.event),
  })
  if (!answer.ok) {
    if (answer.status !== 401 && answer.status !== 403) return 'waiting'
    options.on_unknown(answer.code)
    return 'stopped'
  }
  const asked = new Set(entries.map((entry) => entry.event_id))
  const verdicts = readable_verdicts(answer.data).filter(({ event_id }) => asked.has(event_id))
  if (verdicts.length === 0) return 'waiting'
  await journal.acknowledge(verdicts, Date.now())
  await options.on_verdicts(verdicts, answer.data)
  // Last: who sees that nothing is unsent any more may rely on the server's view being taken over.
  options.on_change()
  return 'more'
}

/** The verdicts of an answer, leaving out what is not one: a proxy's page must never count as an answer. */
function readable_verdicts(answer: unknown): ServerVerdict[] {
  if (typeof answer !== 'object' || answer === null) return []
  const { verdicts } = answer as { verdicts?: unknown }
  return Array.isArray(verdicts) ? verdicts.filter(is_verdict) : []
}

function is_verdict(said: unknown): said is ServerVerdict {
  if (typeof said !== 'object' || said === null) return false
  const { event_id, verdict, agrees } = said as Record<string, unknown>
  return (
    typeof event_id === 'string' &&
    (verdict === 'accept' || verdict === 'refuse' || verdict === 'ask_server') &&
    typeof agrees === 'boolean'
  )
}
