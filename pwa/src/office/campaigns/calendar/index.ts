/** カレンダー: when campaigns run, until when their flyers last, which of them meet. */
export { CalendarView } from './calendar_view'
