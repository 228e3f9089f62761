// A campaign that is being written.
import { type Block, condition_of, tree_of } from '../rules'
import type { CampaignCard, CampaignContent } from './asks'

type Cap =
  | 'parcels_max'
  | 'parcels_per_day_max'
  | 'parcels_per_customer_max'
  | 'parcels_per_period_max'
  | 'period_days'
  | 'parcel_flyers_max'
  | 'parcel_grams_max'
  | 'parcel_mm_max'
  | 'cost_yen_each'

export type Draft = Pick<CampaignContent, Cap | 'audience' | 'not_sent_before'> & {
  code: string
  name: string
  shop: string
  flyer: string
  substitute: string
  flyer_b: string
  b_percent: number
  when: Block
  ordered_from: string
  ordered_until: string
  reason_ja: string
  reason_en: string
  quantity_pieces: number
  priority: number
  exclusive_group: string
  held_out_percent: number
  code_prefix: string
  letter_title: string
  letter_text: string
  letter_paper: CampaignContent['letter_paper']
}

export function draft_of(content: CampaignContent): Draft {
  const { condition, ...plain } = content
  return {
    ...plain,
    shop: content.shop ?? '',
    substitute: content.substitute ?? '',
    flyer_b: content.flyer_b ?? '',
    when: tree_of(condition ?? { all: [] }),
    ordered_from: content.ordered_from ?? '',
    ordered_until: content.ordered_until ?? '',
    exclusive_group: content.exclusive_group ?? '',
    code_prefix: content.code_prefix ?? '',
    letter_title: content.letter_title ?? '',
    letter_text: content.letter_text ?? '',
  }
}

/** What is saved and tried. A block without questions is no condition; one reason does for both languages. */
export function content_of(draft: Draft): CampaignContent {
  const { when, ...plain } = draft
  const asks_nothing = when.inside.length === 0 && when.kind === 'all' && !when.negated
  return {
    ...plain,
    shop: or_none(draft.shop),
    substitute: or_none(draft.substitute),
    flyer_b: or_none(draft.flyer_b),
    condition: asks_nothing ? null : condition_of(when),
    ordered_from: or_none(draft.ordered_from),
    ordered_until: or_none(draft.ordered_until),
    reason_en: draft.reason_en.trim() === '' ? draft.reason_ja : draft.reason_en,
    exclusive_group: or_none(draft.exclusive_group.trim()),
    code_prefix: or_none(draft.code_prefix),
    letter_title: or_none(draft.letter_title.trim()),
    letter_text: or_none(draft.letter_text.trim()),
  }
}

const or_none = (text: string) => (text === '' ? null : text)

/** What must be filled in before anything can be said about it. */
export const NEEDED = ['name', 'code', 'flyer', 'reason_ja'] as const

export function missing_in(draft: Draft): (typeof NEEDED)[number][] {
  return NEEDED.filter((field) => draft[field].trim() === '')
}

/** A new campaign, with a code that no other of these has. */
export function empty_draft(campaigns: readonly CampaignCard[]): Draft {
  const taken = new Set(campaigns.map((one) => one.campaign.code))
  let number = campaigns.length + 1
  while (taken.has(code_of(number))) number += 1
  return {
    code: code_of(number),
    name: '',
    shop: '',
    flyer: '',
    substitute: '',
    flyer_b: '',
    b_percent: 0,
    audience: 'all',
    when: tree_of({ all: [] }),
    ordered_from: '',
    ordered_until: '',
    reason_ja: '',
    reason_en: '',
    quantity_pieces: 1,
    priority: 0,
    exclusive_group: '',
    held_out_percent: 0,
    parcels_max: null,
    parcels_per_day_max: null,
    parcels_per_customer_max: null,
    parcels_per_period_max: null,
    period_days: null,
    not_sent_before: false,
    parcel_flyers_max: null,
    parcel_grams_max: null,
    parcel_mm_max: null,
    cost_yen_each: null,
    code_prefix: '',
    letter_title: '',
    letter_text: '',
    letter_paper: 'a5',
  }
}

const code_of = (number: number) => `CP-${String(number).padStart(4, '0')}`
