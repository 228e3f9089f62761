// Every question about campaigns.
import { type paths, server } from '../../server_api'
import { query_text, reply, send_form } from '../ask'

type Body<Answer> = Answer extends { content: { 'application/json': infer Said } } ? Said : never
type Said<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends { responses: Record<Status, infer Answer> } ? Body<Answer> : never

export type Campaigns = Said<'/api/v1/campaigns', 'get', 200>
export type CampaignCard = Campaigns['campaigns'][number]
export type CampaignContent = CampaignCard['campaign']
export type FlyerCard = Campaigns['flyers'][number]
export type SavedCampaign = Said<'/api/v1/campaigns', 'post', 201>
export type CheckedCampaign = Said<'/api/v1/campaigns/check', 'post', 200>
export type CampaignProblem = CheckedCampaign['problems'][number]
export type CampaignRun = Said<'/api/v1/campaigns/dry-run', 'post', 200>
export type CampaignReport = Said<'/api/v1/campaigns/{campaign_id}/report', 'get', 200>

export type RedemptionsTaken = Said<'/api/v1/campaigns/redemptions/file', 'post', 200>

/** An owner's code; empty where the house has one owner, whom the server knows. */
const of_owner = (owner: string) => (owner === '' ? {} : { owner })
const sent = (content: CampaignContent) => ({
  ...content,
  audience: content.audience as 'all' | 'first' | 'repeat',
})

export const ask_campaigns = (owner: string) =>
  reply(server.GET('/api/v1/campaigns', { params: { query: of_owner(owner) } }))

export function save_campaign(owner: string, content: CampaignContent, known: CampaignCard | null) {
  const body = { ...of_owner(owner), campaign: sent(content) }
  if (known === null) return reply<SavedCampaign>(server.POST('/api/v1/campaigns', { body }))
  return reply<SavedCampaign>(
    server.POST('/api/v1/campaigns/{campaign_id}', {
      params: { path: { campaign_id: known.id } },
      body: { ...body, on_revision: known.revision },
    }),
  )
}

export const switch_campaign = (owner: string, campaign_id: number, on: boolean) =>
  reply(
    server.POST('/api/v1/campaigns/{campaign_id}/switch', {
      params: { path: { campaign_id } },
      body: { ...of_owner(owner), on },
    }),
  )

export const check_campaign = (
  owner: string,
  content: CampaignContent,
  campaign_id: number | null,
) =>
  reply(
    server.POST('/api/v1/campaigns/check', {
      body: { ...of_owner(owner), campaign: sent(content), campaign_id },
    }),
  )

export const try_campaign = (
  owner: string,
  content: CampaignContent,
  campaign_id: number | null,
  last: number,
) =>
  reply(
    server.POST('/api/v1/campaigns/dry-run', {
      body: { ...of_owner(owner), campaign: sent(content), campaign_id, last },
    }),
  )

export const ask_report = (owner: string, campaign_id: number, days: number) =>
  reply(
    server.GET('/api/v1/campaigns/{campaign_id}/report', {
      params: { path: { campaign_id }, query: { ...of_owner(owner), days } },
    }),
  )

/** The address of a letter as it would look, for a campaign that is saved. */
export const letter_sample = (owner: string, campaign_id: number, name: string, language: string) =>
  `/api/v1/campaigns/${campaign_id}/letter${query_text({ owner, name, language })}`

export const redeem_code = (owner: string, code: string, order_no: string, yen: number | null) =>
  reply(
    server.POST('/api/v1/campaigns/redemptions/desk', {
      body: { owner, code, order_no, amount_yen: yen },
    }),
  )

export function hand_in_redemptions(owner: string, file: File) {
  const form = new FormData()
  form.set('file', file)
  form.set('owner', owner)
  return send_form<RedemptionsTaken>('/api/v1/campaigns/redemptions/file', form)
}
