// Campaigns in plain sentences.
import { t, t_code } from '../../words'
import { shop_name } from '../names'
import { condition_said, type FactsByName, number_said, problem_said } from '../rules'
import type { CampaignContent, CampaignProblem, FlyerCard } from './asks'

/** For whom a campaign is, as one sentence. */
export function audience_said(campaign: CampaignContent, facts: FactsByName): string {
  const shop = campaign.shop === null ? t('campaign.shop.all') : shop_name(campaign.shop)
  const who = t_code('campaign.audience', campaign.audience)
  const asked = campaign.condition === null ? '' : condition_said(campaign.condition, facts)
  return [shop, who, asked].filter((said) => said !== '').join(t('campaign.and'))
}

/** The days of orders that a campaign is for. */
export function window_said({ ordered_from, ordered_until }: CampaignContent): string {
  if (ordered_from === null && ordered_until === null) return t('campaign.window.always')
  return t('campaign.window', { from: day_said(ordered_from), until: day_said(ordered_until) })
}

/** `2026-12-03` as `12/3`; with its year when that is another one. */
export function day_said(day: string | null): string {
  if (day === null) return ''
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month}/${date}`
  return year === new Date().getFullYear() ? short : `${year}/${short}`
}

const CAPS = [
  'parcels_per_customer_max',
  'parcel_flyers_max',
  'parcel_grams_max',
  'parcel_mm_max',
] as const satisfies readonly (keyof CampaignContent)[]

/** How often a flyer goes out at most, beside the numbers that the table shows as a share. */
export function caps_said(campaign: CampaignContent): string[] {
  const said = CAPS.flatMap((cap) => {
    const most = campaign[cap]
    return most === null ? [] : [t_code('campaign.cap_said', cap, { n: number_said(most) })]
  })
  if (campaign.parcels_per_period_max !== null && campaign.period_days !== null) {
    const values = { n: campaign.parcels_per_period_max, days: campaign.period_days }
    said.push(t('campaign.cap_said.parcels_per_period_max', values))
  }
  if (campaign.not_sent_before) said.push(t('campaign.cap_said.not_sent_before'))
  if (campaign.held_out_percent > 0) {
    said.push(t('campaign.cap_said.held_out', { n: campaign.held_out_percent }))
  }
  return said
}

/** How long a flyer lasts. */
export function reach_said(flyer: FlyerCard): string {
  if (flyer.free_pieces === 0) return t('campaign.reach.none')
  if (flyer.runs_out_on === null) return t('campaign.reach.unused')
  return t('campaign.reach.until', { day: day_said(flyer.runs_out_on) })
}

/** A problem in words: the conditions' own are those of rules. */
export function wrong_said({ path, code, detail }: CampaignProblem): string {
  if (path.startsWith('condition')) return problem_said(code, detail)
  const values = Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [name, String(value)]),
  )
  return t_code('campaign.problem', code, values)
}

/** A share as a percentage, `0.1234` as `12.3%`. */
export const share_said = (share: number): string => `${number_said(in_percent(share))}%`

/** A figure, or a dash where there is none. */
export const or_dash = (value: number | null, said: (value: number) => string): string =>
  value === null ? '–' : said(value)

/** A difference of two shares in percentage points, with its sign. */
export function points_said(difference: number): string {
  const points = in_percent(difference)
  return points > 0 ? `+${number_said(points)}` : number_said(points)
}

const in_percent = (share: number) => Math.round(share * 1_000) / 10
