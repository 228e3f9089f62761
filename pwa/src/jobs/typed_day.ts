// A day as people type it from a package: 260401, 20260401, or 2604 where only the month is printed. Pure.
import { day_of } from '../vocabulary'

/**
 * The ISO day that digits mean; null until they are a day. Four digits are a month: goods that carry only
 * year and month keep to its last day (食品表示基準 別記様式: 年月表示).
 */
export function day_of_typed(digits: string): string | null {
  if (digits.length === 4) return last_day(`20${digits}`)
  if (digits.length === 6) return day_of(`D-20${digits}`)
  return digits.length === 8 ? day_of(`D-${digits}`) : null
}

function last_day(month: string): string | null {
  for (const day of ['31', '30', '29', '28']) {
    const found = day_of(`D-${month}${day}`)
    if (found !== null) return found
  }
  return null
}
