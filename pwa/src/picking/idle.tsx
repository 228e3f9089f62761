import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button, HandheldScreen, Notice, Quiet, Spinner } from '../interface'
import { connected } from '../live'
import type { Reading } from '../scanner'
import type { TaskCard } from '../server_api'
import { choose, read, type Scan } from '../vocabulary'
import { t, t_fault } from '../words'
import {
  ahead,
  ask_about,
  choose_work,
  give_cue,
  HandEntryButton,
  job,
  judge,
  NEXT_LABEL,
  use_scans,
} from '../work'
import { OfferedTask } from './task_card'
import { fault, follow_tasks, gone, is_taking, offer, take_task, tasks } from './tasks'

/** How long the screen says that a task went elsewhere, in milliseconds. */
const GONE_SHOWN_MS = 10_000

/** No task in hand: the next one appears by itself; the button or any cart's label takes it. */
export function Idle({ header }: { header: ComponentChildren }) {
  const [refused, refuse] = useState<string | null>(null)
  useEffect(follow_tasks, [])
  const task = offer.value[0] ?? null
  const urgent = task !== null && task.priority > 0 ? task.id : null
  useEffect(() => {
    if (urgent !== null) give_cue('attention')
  }, [urgent])
  use_scans((reading) => {
    hear(reading, task, refuse).catch(() => undefined)
  })
  return (
    <HandheldScreen header={header} foot={<Foot task={task} is_told={refused !== null} />}>
      <Message refused={refused} />
      {task === null ? (
        <Waiting is_known={tasks.value !== null} />
      ) : (
        <OfferedTask task={task} more={offer.value.length - 1} />
      )}
    </HandheldScreen>
  )
}

/** What names nothing that could be looked up where nothing else is meant by it. */
const NAMELESS_KINDS = new Set(['command', 'quantity', 'day', 'misread', 'unknown'])

/**
 * A cart begins the task that is shown and is its first scan; 次へ takes it. Any other thing of the house is
 * looked up; what cannot be is answered in words.
 */
async function hear(
  reading: Reading,
  task: TaskCard | null,
  refuse: (why: string | null) => void,
): Promise<void> {
  const scan = choose(read(reading.raw), new Set(['cart'] as const), {})
  const is_cart = scan.kind === 'cart'
  if (task !== null && (is_cart || scan.code === NEXT_LABEL)) {
    refuse(null)
    const is_taken = await take_task(task)
    // Goods that go back need no cart: there its label has only said "mine".
    if (is_taken && is_cart && job.value?.step === 'take_cart') judge(reading)
    else give_cue(is_taken ? 'line_done' : 'ng')
    return
  }
  refuse(answered(scan, reading))
}

/** Show what was scanned, unless a task is just being taken; or the words why it is of no use here. */
function answered(scan: Scan, reading: Reading): string | null {
  if (is_taking.value || NAMELESS_KINDS.has(scan.kind)) {
    give_cue('ng')
    return refusal_of(scan)
  }
  give_cue('ok')
  ask_about(reading.raw)
  return null
}

function refusal_of({ kind, code }: Scan): string {
  if (code === NEXT_LABEL) return t('pick.idle.no_task')
  return t(kind === 'misread' ? 'refusal.label_misread' : 'pick.idle.not_a_cart')
}

/** One message at a time: what was just scanned, else what went wrong, else what went away. */
function Message({ refused }: { refused: string | null }) {
  const lost = gone.value
  const why = refused ?? (fault.value === null ? null : t_fault(fault.value))
  // biome-ignore lint/correctness/useExhaustiveDependencies: each message has its own time
  useEffect(() => {
    const timer = setTimeout(() => {
      gone.value = null
    }, GONE_SHOWN_MS)
    return () => clearTimeout(timer)
  }, [lost])
  if (why !== null) {
    return (
      <Notice tone="ng" icon="close">
        {why}
      </Notice>
    )
  }
  if (lost === null) return null
  return (
    <Notice tone="wait" icon="people">
      {gone_words(lost)}
    </Notice>
  )
}

function gone_words(lost: { number: string; by: string | null; is_taken: boolean }): string {
  const { number, by, is_taken } = lost
  if (!is_taken) return t('pick.idle.gone', { number })
  if (by === null) return t('pick.idle.taken.nobody', { number })
  return t('pick.idle.taken', { number, name: by })
}

function Waiting({ is_known }: { is_known: boolean }) {
  if (!connected.value && !is_known) {
    return (
      <Quiet icon="wifi_off" title={t('pick.idle.none')} is_page>
        {t('pick.idle.offline')}
      </Quiet>
    )
  }
  if (!is_known) return <Spinner label={t('pick.idle.loading')} />
  return (
    <Quiet icon="cart" title={t('pick.idle.none')} is_page>
      {t('pick.idle.none.lead')}
    </Quiet>
  )
}

/** How it can be begun; without a network, how many can. */
function hint(): string {
  const is_cut_off = !connected.value && ahead.value.length > 0
  return is_cut_off ? t('pick.idle.ahead', { n: ahead.value.length }) : t('pick.idle.scan')
}

/** `is_told`: a message stands above; the hint makes room for it. */
function Foot({ task, is_told }: { task: TaskCard | null; is_told: boolean }) {
  return (
    <>
      {task !== null && (
        <>
          {gone.value === null && !is_told && <p class="idle-hint">{hint()}</p>}
          <Button
            kind="primary"
            wide
            icon="arrow_right"
            busy={is_taking.value}
            on_press={() => {
              take_task(task).catch(() => undefined)
            }}
          >
            {t(task.stage === 'claimed' ? 'pick.idle.go_on' : 'pick.idle.start')}
          </Button>
        </>
      )}
      <div class="handheld-foot-row">
        <Button icon="list" wide on_press={() => choose_work('choice')}>
          {t('pick.idle.other')}
        </Button>
        <HandEntryButton />
      </div>
    </>
  )
}
