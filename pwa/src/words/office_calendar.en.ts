import type { office_calendar_ja } from './office_calendar.ja'

export const office_calendar_en: Record<keyof typeof office_calendar_ja, string> = {
  'campaigns.views': 'View',
  'campaigns.view.list': 'List',
  'campaigns.view.calendar': 'Calendar',
  'calendar.asking': 'Asking the last orders',
  'calendar.looked':
    'Forecasts are from the orders of {days} days since {from}, by the conditions as they are now, for each campaign alone.',
  'calendar.looked.none': 'There are only orders of today. Forecasts are from days that are over.',
  'calendar.every_nth': 'There were many: one of {n} was asked.',
  'calendar.before': '4 weeks back',
  'calendar.now': 'Today',
  'calendar.after': '4 weeks on',
  'calendar.today': 'Today',
  'calendar.from': 'from {day}',
  'calendar.until': 'until {day}',
  'calendar.names': '", "',
  'calendar.flyer': '{name} {n} left',
  'calendar.gone': 'Runs out {day}',
  'calendar.reach.gone': 'Expected to run out {day}',
  'calendar.reach.gone_earliest': 'Expected to run out {day} (at the earliest {earliest})',
  'calendar.reach.lasts': 'Lasts to the end, or for more than a year',
  'calendar.reach.unknown': 'No day can be named',
  'calendar.forecast': 'About {pieces} a week ({low} – {high}), from {n} orders of {days} days.',
  'calendar.forecast.few': 'Only {n} orders of {days} days fitted: too few for a forecast.',
  'calendar.forecast.none': 'No order of {days} days fitted.',
  'calendar.weekdays': 'Expected for each weekday (pieces)',
  'calendar.weekday': '{weekday} {n}',
  'calendar.mark.stock_ends': 'The flyers run out about {day} and do not last until {until}.',
  'calendar.mark.stock_may_end':
    'If many orders come, the flyers run out about {day} (it ends {until}).',
  'calendar.mark.same_group.first':
    'Of one group with "{names}" ({days}). An order that fits both gets this one.',
  'calendar.mark.same_group.second':
    'Of one group with "{names}" ({days}). An order that fits both gets "{names}".',
  'calendar.mark.same_flyer': '"{names}" sends the same flyer ({days}). A parcel may get it twice.',
  'calendar.mark.parcel_cap':
    'While it meets "{names}" ({days}), {n} flyers may be meant for a parcel that takes {max}. What does not fit stays out.',
  'calendar.mark.together':
    'Runs at the same time as "{names}" ({days}). Parcels that fit get each.',
}
