import { expect, it } from 'vitest'
import type { CampaignCard, CampaignContent } from './asks'
import { content_of, draft_of, empty_draft, missing_in } from './draft'

const card = (code: string) => ({ campaign: { code } }) as CampaignCard

const CONTENT: CampaignContent = {
  code: 'CP-0001',
  name: '春のチラシ',
  shop: null,
  flyer: 'SPRING',
  substitute: null,
  flyer_b: 'SPRING-B',
  b_percent: 30,
  audience: 'all',
  condition: { all: [{ fact: 'order.is_gift', op: 'is', value: true }] },
  ordered_from: '2026-03-01',
  ordered_until: null,
  reason_ja: '春のお客様に',
  reason_en: 'for spring customers',
  quantity_pieces: 1,
  priority: 3,
  exclusive_group: null,
  held_out_percent: 10,
  parcels_max: 100,
  parcels_per_day_max: null,
  parcels_per_customer_max: 1,
  parcels_per_period_max: null,
  period_days: null,
  not_sent_before: true,
  parcel_flyers_max: null,
  parcel_grams_max: null,
  parcel_mm_max: null,
  cost_yen_each: 12,
  code_prefix: 'SPRING',
  letter_title: '春のお便り',
  letter_text: '{customer_name} 様',
  letter_paper: 'a5',
}

it('keeps a campaign that is opened and saved as it was', () => {
  expect(content_of(draft_of(CONTENT))).toEqual(CONTENT)
})

it('asks nothing with an empty block, and says the one reason in both languages', () => {
  const draft = { ...draft_of({ ...CONTENT, condition: null }), reason_en: ' ' }
  expect(content_of(draft)).toMatchObject({ condition: null, reason_en: '春のお客様に' })
})

it('begins a new campaign with a code of its own and says what is still missing', () => {
  const draft = empty_draft([card('CP-0001'), card('CP-0003')])
  expect(draft.code).toBe('CP-0004')
  expect(missing_in(draft)).toEqual(['name', 'flyer', 'reason_ja'])
})
