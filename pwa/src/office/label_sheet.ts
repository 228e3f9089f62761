import { language } from '../words'
import { query_text } from './ask'

export const LABEL_KINDS = [
  'place',
  'tote',
  'cart',
  'station',
  'badge',
  'command',
  'product',
  'own',
  'slip',
] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

/** The address of a printable sheet of labels. */
export function label_sheet(
  kind: LabelKind,
  query: Record<string, string | number | undefined> = {},
): string {
  return `/api/v1/labels${query_text({ ...query, kind, language: language.value })}`
}
