import { age_words, type FloorException, subject_of } from '../exceptions'
import { t, t_code } from '../words'
import { Dots } from './dots'
import { use_turning } from './pages'
import { Shape } from './shape'

const ON_ONE_WALL = 4

type ExceptionsProps = {
  exceptions: readonly FloorException[]
  /** What a press does; null on a wall where nobody is logged in. */
  on_open: ((exception: FloorException) => void) | null
}

/** What waits for a supervisor, the oldest first. */
export function Exceptions({ exceptions, on_open }: ExceptionsProps) {
  const oldest_first = [...exceptions].sort((a, b) => b.age_minutes - a.age_minutes)
  const { shown, page, pages } = use_turning(oldest_first, ON_ONE_WALL)
  const is_calm = exceptions.length === 0
  return (
    <section
      class={`tile alarms${is_calm ? '' : ' alarms-open'}`}
      aria-label={t('board.exceptions')}
    >
      <h2 class="tile-title">
        {t('board.exceptions')} <b>{exceptions.length}</b>
        <Dots page={page} pages={pages} />
      </h2>
      {is_calm ? (
        <p class="tile-quiet">
          <Shape name="done" />
          {t('board.exceptions.none')}
        </p>
      ) : (
        <ul>
          {shown.map((exception) => (
            <li key={exception.id}>
              <Alarm of={exception} on_open={on_open} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Alarm({ of, on_open }: { of: FloorException; on_open: ExceptionsProps['on_open'] }) {
  const kind = t_code('exception', of.kind)
  const words = (
    <>
      <span class="alarm-words">
        <b>{kind}</b>
        <span class="alarm-subject">{subject_of(of)}</span>
      </span>
      <span class="alarm-age">{age_words(of.age_minutes)}</span>
    </>
  )
  if (on_open === null) return <div class="alarm">{words}</div>
  return (
    <button type="button" class="alarm" onClick={() => on_open(of)}>
      {words}
    </button>
  )
}
