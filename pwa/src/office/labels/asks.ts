// Every question about labels.
import { type paths, server } from '../../server_api'
import { reply } from '../ask'
import { LABEL_KINDS, type LabelKind } from '../label_sheet'

type Json<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never

export type LabelChoices = Json<paths['/api/v1/labels/choices']['get']['responses'][200]>
export type Paper = LabelChoices['papers'][number]
export type LabelCount = Json<paths['/api/v1/labels/count']['get']['responses'][200]>
export type Wish = paths['/api/v1/labels/count']['get']['parameters']['query']

export const ask_label_choices = () => reply(server.GET('/api/v1/labels/choices'))
export const count_labels = (query: Wish) =>
  reply(server.GET('/api/v1/labels/count', { params: { query } }))
/** Codes of our own for goods of an owner, of a notice, or (null) for all that have none. */
export const give_own_codes = (body: { owner: string | null; notice: number | null }) =>
  reply(server.POST('/api/v1/labels/own-codes', { body }))

const PAPERS = ['a4_24', 'a4_44', 'a4_65', 'roll_60x40', 'roll_50x30', 'roll_40x28'] as const
const WORDS = ['code', 'zone', 'first', 'last', 'owner'] as const

/** What the address of the page asks for; what no page of ours writes is left out. */
export function wish_of(query: Record<string, string>): Wish {
  const { kind: of_kind, paper: on_paper } = query
  const kind: LabelKind = LABEL_KINDS.find((one) => one === of_kind) ?? 'place'
  const wish: Wish = { kind, paper: PAPERS.find((one) => one === on_paper) ?? 'a4_24' }
  for (const word of WORDS) {
    const said = query[word]
    if (said !== undefined && said !== '') wish[word] = said
  }
  for (const number of ['notice', 'copies', 'start'] as const) {
    const said = query[number]
    if (said !== undefined && /^[0-9]{1,9}$/.test(said)) wish[number] = Number(said)
  }
  return wish
}
