import { age_words, type FloorException, subject_of } from '../../exceptions'
import { Icon } from '../../interface'
import { t, t_code } from '../../words'

type ExceptionListProps = {
  exceptions: readonly FloorException[]
  on_open: (exception: FloorException) => void
}

/** Exceptions of the floor, oldest first: somebody waits for each of them. */
export function ExceptionList({ exceptions, on_open }: ExceptionListProps) {
  const oldest_first = [...exceptions].sort((a, b) => b.age_minutes - a.age_minutes)
  return (
    <section class="panel todo" aria-label={t('home.exceptions')}>
      <h2>
        {t('home.exceptions')} <span class="todo-count">{exceptions.length}</span>
      </h2>
      <ul>
        {oldest_first.map((exception) => (
          <li key={exception.id}>
            <button type="button" class="todo-row todo-ng" onClick={() => on_open(exception)}>
              <span class="todo-icon">
                <Icon name="alert" size_px={18} />
              </span>
              <span class="todo-words">
                <b>{t_code('exception', exception.kind)}</b>
                <span>{subject_of(exception)}</span>
              </span>
              <span class="todo-side">
                {exception.order_number !== null && (
                  <span class="code">{exception.order_number}</span>
                )}
                <span>{exception.person}</span>
              </span>
              <span class="todo-age">{age_words(exception.age_minutes)}</span>
              <Icon name="chevron_right" size_px={16} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
