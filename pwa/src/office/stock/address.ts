import { link_to, use_address } from '../address'
import { type Asked, VIEWS, type View } from './asks'

/** What the address asks for: it can be sent on, and going back goes back. */
export function use_asked(): Asked {
  const { query } = use_address()
  const said = (name: string) => query[name] ?? ''
  return {
    view: VIEWS.find((known) => known === query['view']) ?? 'product',
    q: said('q'),
    owner: said('owner'),
    kind: said('kind'),
    at: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$/.test(said('at')) ? said('at') : '',
    days: said('days'),
    bucket: said('bucket'),
    after: said('after'),
    product: said('product'),
    place: said('place'),
    lot: said('lot'),
    name: said('name'),
  }
}

/** The same part of the stock in another list. What only one list knows stays behind. */
export function in_view(asked: Asked, view: View): string {
  const { q, owner, kind, at } = asked
  return link_to('/stock', { view: view === 'product' ? '' : view, q, owner, kind, at })
}

/** What moved of goods, in a place or of a lot. */
export function history_of(
  asked: Asked,
  of: { product?: number; place?: number; lot?: string; name: string },
): string {
  const { owner, at } = asked
  return link_to('/stock', {
    view: 'movements',
    owner,
    at,
    product: of.product ?? '',
    place: of.place ?? '',
    lot: of.lot ?? '',
    name: of.name,
  })
}

/** Another part of the same list, from its beginning. */
export function changed(asked: Asked, change: Partial<Asked>): Record<string, string> {
  const { view, ...rest } = { ...asked, after: '', ...change }
  return { ...rest, view: view === 'product' ? '' : view }
}
