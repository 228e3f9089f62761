import { Countdown, clock_time, Icon } from '../interface'
import type { TaskCard } from '../server_api'
import { language, t } from '../words'

/** A task as it is offered: how much, where, and until when. */
export function OfferedTask({ task, more }: { task: TaskCard; more: number }) {
  const carrier = task.carrier_name?.[language.value] ?? task.carrier
  return (
    <section class="offer">
      <header class="offer-head">
        <h1>{t('pick.idle.next')}</h1>
        {task.priority > 0 && (
          <strong class="offer-urgent">
            <Icon name="alert" weight={2.6} />
            {t('pick.card.urgent')}
          </strong>
        )}
        <span>{t('pick.card.number', { number: task.number })}</span>
      </header>
      <div class="offer-counts">
        <Count of={task.lines} unit={t('pick.card.lines', { n: task.lines })} />
        <Count of={task.pieces} unit={t('pick.card.pieces', { n: task.pieces })} />
      </div>
      <dl class="offer-facts">
        <dt>
          <Icon name="tote" />
          {t('pick.card.totes')}
        </dt>
        <dd>{t('pick.card.totes.n', { n: task.shipments })}</dd>
        {task.zone !== '' && (
          <>
            <dt>
              <Icon name="shelf" />
              {t('pick.card.zone')}
            </dt>
            <dd>{task.zone}</dd>
          </>
        )}
        {carrier !== '' && (
          <>
            <dt>
              <Icon name="truck" />
              {t('pick.card.carrier')}
            </dt>
            <dd>{carrier}</dd>
          </>
        )}
      </dl>
      <div class="offer-due">
        <span>
          <Icon name="clock" />
          {t('pick.card.cut_off', { time: clock_time(task.due_at) })}
        </span>
        <Countdown until={task.due_at} />
      </div>
      {more > 0 && <p class="offer-more">{t('pick.idle.more', { n: more })}</p>}
    </section>
  )
}

function Count({ of, unit }: { of: number; unit: string }) {
  return (
    <p class="offer-count">
      <strong>{of}</strong>
      <span>{unit}</span>
    </p>
  )
}
