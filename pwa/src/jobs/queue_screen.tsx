import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Goods, Shelf } from '../goods'
import {
  Button,
  Countdown,
  clock_time,
  HandheldScreen,
  Icon,
  Notice,
  Quiet,
  Spinner,
} from '../interface'
import { connected } from '../live'
import type { Reading } from '../scanner'
import type { TaskCard } from '../server_api'
import { choose, display, read } from '../vocabulary'
import { has_words, t, t_code, t_fault, type Word } from '../words'
import { choose_work, give_cue, HandEntryButton, NEXT_LABEL, use_scans } from '../work'
import type { StockWork } from './kinds'
import {
  fault,
  follow_tasks,
  is_beginning,
  is_known,
  offered,
  start,
  take,
  taken_by,
} from './queue'
import { open_room } from './rooms'
import { look_up_or_refuse } from './scans_beside'

type QueueProps = { work: StockWork; header: ComponentChildren }

/** One kind of work: the next task of it, and the scan or the button that begins one. */
export function Queue({ work, header }: QueueProps) {
  const [refused, refuse] = useState<string | null>(null)
  useEffect(follow_tasks, [])
  useEffect(() => {
    open_room(work).catch(() => undefined)
  }, [work])
  const waiting = offered(work.kind)
  const next = waiting[0] ?? null
  use_scans((reading) => {
    hear(work, waiting, reading, refuse).catch(() => undefined)
  })
  return (
    <HandheldScreen header={header} foot={<Foot work={work} next={next} />}>
      <header class="queue-head">
        <h1>
          <Icon name={work.icon} />
          {t_code('jobs.kind', work.kind)}
        </h1>
        {waiting.length > 0 && <span>{t('jobs.waiting', { n: waiting.length })}</span>}
      </header>
      <Message refused={refused} />
      {next === null ? <Nothing work={work} /> : <Offered task={next} />}
      {next !== null && <Hint work={work} />}
    </HandheldScreen>
  )
}

/** A label that begins this work takes the task that waits for it, else begins one of its own. */
async function hear(
  work: StockWork,
  waiting: TaskCard[],
  reading: Reading,
  refuse: (why: string | null) => void,
): Promise<void> {
  const scan = choose(read(reading.raw), new Set(work.begins_with), {})
  const begins = work.begins_with.includes(scan.kind)
  const meant = scan.code === NEXT_LABEL ? waiting[0] : waiting.find(is_at(scan.code))
  if (meant !== undefined || begins) {
    refuse(null)
    const is_begun = meant === undefined ? await start(work.kind, reading.raw) : await take(meant)
    give_cue(is_begun ? 'line_done' : 'ng')
    return
  }
  refuse(null)
  if (look_up_or_refuse(reading)) return
  give_cue('ng')
  refuse(t(scan.kind === 'misread' ? 'refusal.label_misread' : 'jobs.not_here'))
}

function is_at(code: string): (task: TaskCard) => boolean {
  return (task) => task.place !== null && task.place === display(code)
}

function Message({ refused }: { refused: string | null }) {
  const by = taken_by.value
  const said = refused ?? (fault.value === null ? null : t_fault(fault.value))
  if (said !== null) {
    return (
      <Notice tone="ng" icon="close">
        {said}
      </Notice>
    )
  }
  if (by === null) return null
  return (
    <Notice tone="wait" icon="people">
      {t('jobs.taken', { name: by })}
    </Notice>
  )
}

function Nothing({ work }: { work: StockWork }) {
  if (!is_known.value && connected.value) return <Spinner label={t('jobs.loading')} />
  return (
    <Quiet icon={connected.value ? work.icon : 'wifi_off'} title={t('jobs.none')} is_page>
      {connected.value ? hint_of(work) : t('jobs.offline')}
    </Quiet>
  )
}

function Hint({ work }: { work: StockWork }) {
  const hint = hint_of(work)
  return hint === null ? null : <p class="queue-hint">{hint}</p>
}

function hint_of({ kind }: StockWork): string | null {
  const key = `jobs.hint.${kind}`
  return has_words(key) ? t(key as Word) : null
}

/** What the task is about: where, with what, why, and until when. */
function Offered({ task }: { task: TaskCard }) {
  return (
    <section class="queue-task">
      <div class="queue-task-head">
        <span>{task.number}</span>
        {task.priority > 0 && (
          <strong class="queue-urgent">
            <Icon name="alert" weight={2.6} />
            {t('jobs.urgent')}
          </strong>
        )}
      </div>
      {task.place !== null && <Shelf place={task.place} zone={task.zone} />}
      {task.product !== null && <Goods product={task.product} />}
      <p class="queue-task-about">
        {task.reason !== '' && <span>{t_code('jobs.reason', task.reason)}</span>}
        {task.pieces > 0 && <strong>{t('jobs.pieces', { n: task.pieces })}</strong>}
        {task.lines > 1 && <strong>{t('jobs.lines', { n: task.lines })}</strong>}
      </p>
      <p class="queue-task-due">
        <span>
          <Icon name="clock" />
          {t('jobs.due', { time: clock_time(task.due_at) })}
        </span>
        <Countdown until={task.due_at} />
      </p>
    </section>
  )
}

function Foot({ work, next }: { work: StockWork; next: TaskCard | null }) {
  return (
    <>
      {next !== null && (
        <Button
          kind="primary"
          wide
          icon="arrow_right"
          busy={is_beginning.value}
          on_press={() => {
            take(next).catch(() => undefined)
          }}
        >
          {t(next.stage === 'claimed' ? 'jobs.go_on' : 'jobs.start')}
        </Button>
      )}
      {work.begins_by_button && (
        <Button
          kind={next === null ? 'primary' : 'plain'}
          wide
          icon="plus"
          busy={is_beginning.value}
          on_press={() => {
            start(work.kind, '').catch(() => undefined)
          }}
        >
          {t_code('jobs.begin', work.kind)}
        </Button>
      )}
      <div class="handheld-foot-row">
        <Button icon="list" wide on_press={() => choose_work('choice')}>
          {t('jobs.choice.open')}
        </Button>
        <HandEntryButton />
      </div>
    </>
  )
}
