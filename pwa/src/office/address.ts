import { useLocation } from 'preact-iso'
import { query_text } from './ask'

export type Address = {
  /** Below `/office`, without a slash at the end: `/orders/12`; empty for the first page. */
  path: string
  query: Record<string, string>
  go: (path: string, query?: Record<string, string | number>) => void
  /** Change the query of this page; going back does not walk through every letter typed. */
  ask_for: (query: Record<string, string | number>) => void
}

export const OFFICE = '/office'

/** Where in the office this page is, and how to get elsewhere. Filters live in the address: they can be sent on. */
export function use_address(): Address {
  const { path, query, route } = useLocation()
  return {
    path: path.startsWith(OFFICE) ? path.slice(OFFICE.length) : '',
    query,
    go: (target, asked = {}) => route(`${OFFICE}${target}${query_text(asked)}`),
    ask_for: (asked) => route(`${path}${query_text(asked)}`, true),
  }
}

/** The address of a page of the office, for a link. */
export function link_to(path: string, query: Record<string, string | number> = {}): string {
  return `${OFFICE}${path}${query_text(query)}`
}
