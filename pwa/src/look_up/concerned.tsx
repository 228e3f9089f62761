import { day_and_time } from '../interface'
import type { Found, HeldFor, PersonFound, TaskFound, TouchFound } from '../server_api'
import { has_words, t, t_code } from '../words'
import { More } from './found'

/** 引当先: for which order, parcel and job pieces are held; the most urgent first. */
export function HeldForList({ of, more }: { of: readonly HeldFor[]; more: number }) {
  if (of.length === 0) return null
  return (
    <section>
      <h3 class="look-up-part">{t('look_up.held_for')}</h3>
      <ul class="look-up-held">
        {of.map((held) => (
          <li key={`${held.order}-${held.task}-${held.place}-${held.product}-${held.lot}`}>
            <span class="look-up-for">
              <strong>{held.order ?? t('look_up.held_for.kits')}</strong>
              <small>
                {held.task === null
                  ? t('look_up.held_for.waiting')
                  : [t('look_up.held_for.task', { number: held.task }), held.shipment]
                      .filter((said) => said !== null)
                      .join(' / ')}
              </small>
            </span>
            <span class="look-up-for look-up-for-where">
              <strong>{t('look_up.pieces', { n: held.pieces })}</strong>
              <small>{held.place}</small>
            </span>
          </li>
        ))}
      </ul>
      <More n={more} />
    </section>
  )
}

/** Who moved it last, when, and from where to where. */
export function LastTouch({ of }: { of: TouchFound }) {
  return (
    <section class="look-up-touch">
      <h3 class="look-up-part">{t('look_up.last_touch')}</h3>
      <p>
        <strong>
          {of.person === null
            ? t('look_up.last_touch.office')
            : t('look_up.last_touch.who', { name: of.person })}
        </strong>
        <span>{day_and_time(of.at)}</span>
      </p>
      <p>
        {t('look_up.last_touch.what', {
          source: end(of.source),
          target: end(of.target),
          pieces: of.pieces,
        })}
      </p>
    </section>
  )
}

/** A place by its code; whence goods come and whither they go by its name. */
function end(code: string): string {
  const name = `look_up.virtual.${code}`
  return has_words(name) ? t(name) : code
}

/** A badge: one's own work, or that it is nobody else's business. */
export function Badge({ of }: { of: PersonFound | null }) {
  if (of === null) return <p>{t('look_up.badge.other')}</p>
  return (
    <>
      <p class="look-up-thing">
        <strong>{of.name}</strong>
        <span>{t('look_up.badge.you')}</span>
      </p>
      {of.tasks.length === 0 && <p class="look-up-none">{t('look_up.badge.free')}</p>}
      {of.tasks.map((task) => (
        <TaskNow key={task.number} of={task} />
      ))}
    </>
  )
}

/** The task that something is part of, and who has it in hand. */
export function TaskNow({ of }: { of: TaskFound }) {
  return (
    <p class="look-up-task">
      {t_code('look_up.task', of.kind)} {of.number}
      <strong>
        {of.by === null ? t_code('look_up.stage', of.stage) : t('look_up.held_by', { name: of.by })}
      </strong>
    </p>
  )
}

/** Which lot was asked for, where one was. */
export function Lot({ of }: { of: Found['lot'] }) {
  return of === null ? null : <p class="look-up-lot">{t('look_up.lot', { lot: of })}</p>
}
