import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button, HandheldScreen, Notice, Quiet, Spinner } from '../interface'
import { connected } from '../live'
import type { Reading } from '../scanner'
import type { TaskCard } from '../server_api'
import { choose, read } from '../vocabulary'
import { t, t_fault } from '../words'
import { give_cue, HandEntryButton, judge, use_scans } from '../work'
import { OfferedTask } from './task_card'
import { fault, follow_tasks, gone, is_taking, offer, take_task, tasks } from './tasks'

/** How long the screen says that a task went elsewhere, in milliseconds. */
const GONE_SHOWN_MS = 10_000

/** No task in hand: the next one appears by itself; the button or any cart's label takes it. */
export function Idle({ header }: { header: ComponentChildren }) {
  const [refused, refuse] = useState<string | null>(null)
  useEffect(follow_tasks, [])
  const task = offer.value[0] ?? null
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

/** A cart begins the task that is shown and is its first scan; anything else is answered in words. */
async function hear(
  reading: Reading,
  task: TaskCard | null,
  refuse: (why: string | null) => void,
): Promise<void> {
  const scan = choose(read(reading.raw), new Set(['cart'] as const), {})
  if (scan.kind !== 'cart' || task === null) {
    give_cue('ng')
    refuse(scan.kind === 'cart' ? t('pick.idle.no_task') : t('pick.idle.not_a_cart'))
    return
  }
  refuse(null)
  if (await take_task(task)) judge(reading)
  else give_cue('ng')
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

/** `is_told`: a message stands above; the hint makes room for it. */
function Foot({ task, is_told }: { task: TaskCard | null; is_told: boolean }) {
  return (
    <>
      {task !== null && (
        <>
          {gone.value === null && !is_told && <p class="idle-hint">{t('pick.idle.scan')}</p>}
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
      <HandEntryButton />
    </>
  )
}
