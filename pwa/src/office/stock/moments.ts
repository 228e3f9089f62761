import { clock_time } from '../../interface'

const warehouse_day = new Intl.DateTimeFormat('ja-JP', {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  timeZone: 'Asia/Tokyo',
})

/** `2026/08/12`, in the warehouse. Stock is looked at over years, so the year is said. */
export function full_day(at: string): string {
  return warehouse_day.format(new Date(at))
}

/** `2026/08/12 09:52`, in the warehouse. */
export function full_moment(at: string): string {
  return `${full_day(at)} ${clock_time(at)}`
}
