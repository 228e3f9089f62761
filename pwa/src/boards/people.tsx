import { clock_time, seconds_now } from '../interface'
import { has_words, t } from '../words'
import { ago_text } from './board_times'
import { Dots } from './dots'
import { use_turning } from './pages'
import { Shape } from './shape'
import type { PersonBoard } from './snapshot'

const ON_ONE_WALL = 8

/** Who is at work, on what, how fast, and how the last scan went. In the order of names: a wall ranks nobody. */
export function People({ people }: { people: readonly PersonBoard[] }) {
  const { shown, page, pages } = use_turning(people, ON_ONE_WALL)
  return (
    <section class="tile people" aria-label={t('board.people')}>
      <h2 class="tile-title">
        {t('board.people')} <b>{people.length}</b>
        <Dots page={page} pages={pages} />
      </h2>
      {people.length === 0 ? (
        <p class="tile-quiet">{t('board.people.none')}</p>
      ) : (
        <ul class="people-list">
          {shown.map((person) => (
            <PersonRow key={person.id} of={person} />
          ))}
        </ul>
      )}
    </section>
  )
}

function PersonRow({ of }: { of: PersonBoard }) {
  const verdict = verdict_of(of)
  const ago =
    of.last_scan_at === null
      ? null
      : Math.floor((seconds_now.value - Date.parse(of.last_scan_at)) / 1000)
  return (
    <li class={`worker worker-${verdict}`}>
      <span key={of.last_scan_at} class="worker-verdict">
        <Shape name={verdict} />
        <span class="unseen">
          {verdict === 'idle' ? t('board.idle') : t(`board.verdict.${verdict}`)}
        </span>
      </span>
      <span class="worker-who">
        <b>{of.name}</b>
        <span class="worker-task">{task_words(of)}</span>
      </span>
      <span class="worker-rate">
        <b>{of.lines_per_hour}</b>
        <span class="caption">{t('board.rate')}</span>
      </span>
      <span class="worker-ago">{ago === null ? '' : ago_text(ago)}</span>
    </li>
  )
}

const VERDICTS = ['accept', 'refuse', 'ask_server'] as const

/** Who rests has no verdict; the last one is history. */
function verdict_of(of: PersonBoard): (typeof VERDICTS)[number] | 'idle' {
  const { idle, on_break_since, last_verdict } = of
  return idle || on_break_since !== null
    ? 'idle'
    : (VERDICTS.find((known) => known === last_verdict) ?? 'idle')
}

function task_words({ stage, task, on_break_since }: PersonBoard): string {
  if (on_break_since !== null) return t('board.on_break', { time: clock_time(on_break_since) })
  if (task === null) return t('board.idle')
  const key = `board.doing.${stage}`
  return has_words(key) ? `${t(key)} ${task}` : task
}
