import { Icon, type IconName } from '../../../interface'
import { t } from '../../../words'
import { link_to } from '../../address'
import { number_said } from '../../rules'
import { day_said } from '../said'
import { StateMark } from '../state_mark'
import type { Calendar, CalendarCampaign, CalendarMark } from './ask'
import {
  about,
  days_said,
  forecast_sentence,
  mark_sentence,
  reach_sentence,
  weekday_said,
} from './calendar_said'
import { place_of, stretch_of, type Weeks } from './weeks'

type RowProps = {
  campaign: CalendarCampaign
  calendar: Calendar
  weeks: Weeks
  /** What the other campaigns are called. */
  named: ReadonlyMap<number, string>
}

/** One campaign: what is left of its flyers, its bar, and what is to be known of it. */
export function CalendarRow({ campaign, calendar, weeks, named }: RowProps) {
  return (
    <article class={`calendar-row calendar-row-${campaign.state}`} aria-label={campaign.name}>
      <div class="calendar-about">
        <p class="calendar-name">
          <a
            class="row-link"
            href={link_to(`/campaigns/${campaign.id}`, { owner: calendar.owner })}
          >
            {campaign.name}
          </a>
          <StateMark state={campaign.state} />
        </p>
        <p class="row-under">
          {campaign.flyers
            .map(({ name, free_pieces }) =>
              t('calendar.flyer', { name, n: number_said(free_pieces) }),
            )
            .join(t('campaign.and'))}
        </p>
        {campaign.forecast !== null && (
          <>
            <p class="calendar-reach">{reach_sentence(campaign)}</p>
            <p class="row-under">{forecast_sentence(campaign, calendar)}</p>
          </>
        )}
      </div>
      <div class="calendar-line">
        <Bar campaign={campaign} weeks={weeks} today={calendar.today} />
        {campaign.forecast !== null && !campaign.forecast.is_few && (
          <Weekdays pieces={campaign.forecast.pieces_by_weekday} />
        )}
        {campaign.marks.length > 0 && (
          <ul class="calendar-marks">
            {campaign.marks.map((mark) => (
              <MarkLine key={`${mark.kind} ${mark.others.join(' ')}`} mark={mark} named={named} />
            ))}
          </ul>
        )}
      </div>
    </article>
  )
}

type BarProps = { campaign: CalendarCampaign; weeks: Weeks; today: string }

/** The days of a campaign; from the day on which its flyers are gone, hatched. */
function Bar({ campaign, weeks, today }: BarProps) {
  const { ordered_from, ordered_until, gone_on } = campaign
  const stretch = stretch_of(ordered_from, ordered_until, weeks)
  const now = place_of(today, weeks)
  const gone = gone_on === null ? null : stretch_of(gone_on, ordered_until, weeks)
  return (
    <div class="calendar-track">
      {now !== null && <span class="calendar-now" style={{ left: `${now}%` }} />}
      {stretch !== null && (
        <span
          class={[
            'calendar-span',
            stretch.goes_on_before ? 'calendar-span-before' : '',
            stretch.goes_on_after ? 'calendar-span-after' : '',
          ].join(' ')}
          style={{ left: `${stretch.left_percent}%`, width: `${stretch.width_percent}%` }}
        >
          {days_said(ordered_from, ordered_until)}
        </span>
      )}
      {gone !== null && (
        <span
          class="calendar-gone"
          style={{ left: `${gone.left_percent}%`, width: `${gone.width_percent}%` }}
        >
          {!gone.goes_on_before && (
            <span class="calendar-gone-day">
              <Icon name="alert" size_px={13} />
              {t('calendar.gone', { day: day_said(gone_on) })}
            </span>
          )}
        </span>
      )}
    </div>
  )
}

/** What each weekday is expected to want: as a number, and as the height of a column. */
function Weekdays({ pieces }: { pieces: readonly number[] }) {
  const most = Math.max(...pieces, 1)
  return (
    <ol class="calendar-weekdays" aria-label={t('calendar.weekdays')}>
      {pieces.map((of_day, weekday) => (
        <li key={weekday}>
          <span class="calendar-column">
            <span style={{ height: `${(of_day * 100) / most}%` }} />
          </span>
          <span>{t('calendar.weekday', { weekday: weekday_said(weekday), n: about(of_day) })}</span>
        </li>
      ))}
    </ol>
  )
}

const ICONS: Record<CalendarMark['kind'], [tone: string, icon: IconName]> = {
  stock_ends: ['ng', 'alert'],
  stock_may_end: ['wait', 'clock'],
  parcel_cap: ['ng', 'box'],
  same_group: ['wait', 'list'],
  same_flyer: ['wait', 'flyer'],
  together: ['calm', 'info'],
}

function MarkLine({ mark, named }: { mark: CalendarMark; named: ReadonlyMap<number, string> }) {
  const [tone, icon] = ICONS[mark.kind]
  return (
    <li class={`calendar-mark calendar-mark-${tone}`}>
      <Icon name={icon} size_px={16} weight={2.4} />
      {mark_sentence(mark, named)}
    </li>
  )
}
