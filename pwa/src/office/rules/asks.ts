// Every question about rules.
import { type paths, server } from '../../server_api'
import { reply, send_form } from '../ask'

type Body<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never
type Said<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends { responses: Record<Status, infer Answer> } ? Body<Answer> : never

export type Rules = Said<'/api/v1/rules', 'get', 200>
export type RuleCard = Rules['rules'][number]
export type RuleLanguage = Said<'/api/v1/rules/language', 'get', 200>
export type FactCard = RuleLanguage['facts'][number]
export type Saved = Said<'/api/v1/rules', 'post', 201>
export type Checked = Said<'/api/v1/rules/check', 'post', 200>
export type Problem = Checked['problems'][number]
export type Counted = Said<'/api/v1/rules/count', 'post', 200>
export type DryRun = Said<'/api/v1/rules/dry-run', 'post', 200>
export type Effect = DryRun['examples'][number]['after'][number]
export type Asked = DryRun['examples'][number]['asked'][number]
export type Version = Said<'/api/v1/rules/{rule_id}/versions', 'get', 200>['versions'][number]
export type Why = Said<'/api/v1/orders/{order_id}/rules', 'get', 200>
export type RuleNow = Why['rules'][number]

export type RuleContent = Record<string, unknown>
export type RulesFile = { tanaban_rules: 1; rules: RuleContent[] }

/** An owner's code; empty where the house has one owner, whom the server knows. */
const of_owner = (owner: string) => (owner === '' ? {} : { owner })

export const ask_rules = (owner: string) =>
  reply(server.GET('/api/v1/rules', { params: { query: of_owner(owner) } }))
export const ask_language = (owner: string) =>
  reply(server.GET('/api/v1/rules/language', { params: { query: of_owner(owner) } }))
export const ask_versions = (owner: string, rule_id: number) =>
  reply(
    server.GET('/api/v1/rules/{rule_id}/versions', {
      params: { path: { rule_id }, query: of_owner(owner) },
    }),
  )

export function save_rule(
  owner: string,
  rule: RuleContent,
  known: { id: number; version: number } | null,
) {
  if (known === null) {
    const body = { ...of_owner(owner), rule }
    return reply<Saved>(server.POST('/api/v1/rules', { body }))
  }
  const body = { ...of_owner(owner), rule, on_version: known.version }
  const params = { path: { rule_id: known.id } }
  return reply<Saved>(server.POST('/api/v1/rules/{rule_id}', { params, body }))
}

export const switch_rule = (owner: string, rule_id: number, on: boolean) =>
  reply(
    server.POST('/api/v1/rules/{rule_id}/switch', {
      params: { path: { rule_id } },
      body: { ...of_owner(owner), on },
    }),
  )

export const check_rule = (owner: string, rule: RuleContent, rule_id: number | null) =>
  reply(server.POST('/api/v1/rules/check', { body: { ...of_owner(owner), rule, rule_id } }))
export const count_matches = (owner: string, when: RuleContent, last: number) =>
  reply(server.POST('/api/v1/rules/count', { body: { ...of_owner(owner), when, last } }))

export type DryRunWish = {
  rule: RuleContent
  rule_id: number | null
  against: number | null
  last: number
}
export const dry_run = (owner: string, wish: DryRunWish) =>
  reply(server.POST('/api/v1/rules/dry-run', { body: { ...of_owner(owner), ...wish } }))

export const export_rules = (owner: string) =>
  reply(server.GET('/api/v1/rules/export', { params: { query: of_owner(owner) } }))
export const import_rules = (owner: string, file: RulesFile) =>
  reply(server.POST('/api/v1/rules/import', { body: { ...of_owner(owner), file } }))

export const ask_why = (order_id: number) =>
  reply(server.GET('/api/v1/orders/{order_id}/rules', { params: { path: { order_id } } }))
export const let_order_go = (order_id: number) =>
  reply(server.POST('/api/v1/orders/{order_id}/let-go', { params: { path: { order_id } } }))

type Taken = paths['/api/v1/segments/files']['post']['responses'][200]
export type SegmentsTaken = Taken['content']['application/json']

export const ask_segments = (owner: string) =>
  reply(server.GET('/api/v1/segments', { params: { query: { owner } } }))
export const end_segment = (owner: string, segment: string) =>
  reply(server.POST('/api/v1/segments/end', { body: { owner, segment } }))

export function hand_in_segments(file: File, owner: string) {
  const form = new FormData()
  form.set('file', file)
  form.set('owner', owner)
  return send_form<SegmentsTaken>('/api/v1/segments/files', form)
}
