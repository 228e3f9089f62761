import { language } from '../../words'
import { query_text, type Refusal, reply } from '../ask'

export const LABEL_KINDS = [
  'place',
  'tote',
  'cart',
  'station',
  'badge',
  'command',
  'product',
  'slip',
] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

/** Papers as server/printing/papers.py measures them: their labels in columns and rows. */
export const PAPERS = {
  a4_24: { columns: 3, rows: 8 },
  a4_44: { columns: 4, rows: 11 },
  a4_65: { columns: 5, rows: 13 },
  roll_60x40: { columns: 1, rows: 1 },
  roll_50x30: { columns: 1, rows: 1 },
  roll_40x28: { columns: 1, rows: 1 },
} as const
export type PaperName = keyof typeof PAPERS
export const PAPER_NAMES = Object.keys(PAPERS) as PaperName[]

type Query = Record<string, string | number>

/** The address of a printable sheet of labels. */
export function label_sheet(kind: LabelKind, query: Query = {}): string {
  return `/api/v1/labels${query_text({ kind, language: language.value, ...query })}`
}

/** Open a sheet in a page of its own, to be printed; or why there is none. */
export async function open_sheet(kind: LabelKind, query: Query): Promise<Refusal | null> {
  const address = label_sheet(kind, query)
  const answer = await reply<string>(ask_for(address))
  if (answer.refusal === null) window.open(address, '_blank', 'noopener')
  return answer.refusal
}

async function ask_for(
  address: string,
): Promise<{ data?: string; error?: unknown; response: Response }> {
  const response = await fetch(address, { credentials: 'same-origin' })
  if (response.ok) return { response, data: await response.text() }
  return { response, error: await response.json().catch(() => null) }
}
