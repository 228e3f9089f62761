import { describe, expect, test } from 'vitest'
import { facts_with, fresh_facts, pack_job } from './example_parcel'
import { parcel_of } from './pack_order'
import {
  carrier_called,
  code_parts,
  density_for,
  flyer_cards,
  in_reading_order,
  item_cards,
  left_to_verify,
  line_in_sight,
  type ParcelJob,
  variant_tokens,
} from './parcel'

const parcel = (facts = fresh_facts()) => parcel_of(pack_job({ facts })) as ParcelJob

describe('the cards of the items', () => {
  test('count what is in, and say so in a state', () => {
    const cards = item_cards(parcel(facts_with([1, 1, 0], [])))
    expect(cards.map(({ state }) => state)).toEqual(['counting', 'complete', 'waiting'])
  })

  test('show what tells look-alikes apart, and warn of them', () => {
    const [shirt_m, shirt_l, cream] = item_cards(parcel())
    expect(shirt_m).toMatchObject({ tokens: ['ネイビー', 'M'], has_twin: true })
    expect(shirt_l).toMatchObject({ tokens: ['ネイビー', 'L'], has_twin: true })
    expect(cream).toMatchObject({ tokens: ['80g'], has_twin: false, lot: '24A07' })
  })

  test('show a line that comes short as short, not as waiting', () => {
    const facts = fresh_facts()
    const short = { ...facts, items: facts.items.map((item) => ({ ...item, wanted: 0 })) }
    expect(item_cards(parcel(short))[0]?.state).toBe('short')
  })

  test('show an article nobody described, rather than nothing', () => {
    const unknown = { ...parcel(), products: {} }
    expect(item_cards(unknown)[0]).toMatchObject({ product: null, tokens: [], has_twin: false })
  })

  test('stay in place in a small parcel; in a long one what is done makes room', () => {
    const cards = item_cards(parcel(facts_with([2, 0, 0], [])))
    expect(in_reading_order(cards, 'medium').map(({ line }) => line)).toEqual([1, 2, 3])
    expect(in_reading_order(cards, 'compact').map(({ line }) => line)).toEqual([2, 3, 1])
  })

  test('after a scan show the card it counted on; a complete one of a long list gives way to the next', () => {
    const cards = item_cards(parcel(facts_with([1, 1, 0], [])))
    expect(line_in_sight(cards, 'compact', 1)).toBe(1)
    expect(line_in_sight(cards, 'medium', 2)).toBe(2)
    expect(line_in_sight(cards, 'compact', 2)).toBe(1)
    expect(line_in_sight(cards, 'compact', null)).toBeNull()
  })

  test('are as large as their number allows', () => {
    expect([1, 2, 4, 5].map(density_for)).toEqual(['single', 'large', 'medium', 'compact'])
  })
})

describe('the cards of the flyers', () => {
  test('say why this customer gets them, in the language of the screen', () => {
    expect(flyer_cards(parcel(), 'ja')[0]).toMatchObject({
      reason: '初回購入のお客様',
      place: 'F-01',
      state: 'waiting',
    })
    expect(flyer_cards(parcel(), 'en')[0]?.reason).toBe('First purchase')
  })

  test('leave out a flyer that a supervisor has waived', () => {
    const facts = fresh_facts()
    const waived = { ...facts, flyers: facts.flyers.map((flyer) => ({ ...flyer, wanted: 0 })) }
    expect(flyer_cards(parcel(waived), 'ja')).toEqual([])
  })
})

test('what is left counts goods and flyers apart', () => {
  expect(left_to_verify(facts_with([2, 0, 1], [1, 0]))).toEqual({
    items: 1,
    flyers: 1,
    pieces: 2,
    whole_pieces: 6,
  })
})

test('a carrier without a name is called by its code', () => {
  const nameless = { ...parcel(), task: { ...parcel().task, carrier_name: null } }
  expect([carrier_called(parcel(), 'en'), carrier_called(nameless, 'ja')]).toEqual([
    'Yamato',
    'yamato',
  ])
})

test('a variant falls into its tokens however the shop writes it', () => {
  expect(variant_tokens('ブルー / M')).toEqual(['ブルー', 'M'])
  expect(variant_tokens('ブルー・M')).toEqual(['ブルー', 'M'])
  expect(variant_tokens('')).toEqual([])
})

test('a JAN is shown as printed, its last four digits apart; other codes stay whole', () => {
  expect(code_parts('04901234567894')).toEqual({ head: '490123456', tail: '7894' })
  expect(code_parts('F-0001')).toEqual({ head: '', tail: 'F-0001' })
})
