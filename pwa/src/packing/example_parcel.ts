// One parcel for the tests: two shirts that differ by size, a cream of a lot, two flyers.
import type { Job, Product } from '../server_api'
import type { PackFacts } from './facts'

export const SHIRT_M = 1
export const SHIRT_L = 2
export const CREAM = 3
export const BOTTLE = 4
export const GUIDE = 21
export const CATALOGUE = 22
export const COUPON = 23

export const JAN: Record<number, string> = {
  [SHIRT_M]: '4901234567894',
  [SHIRT_L]: '4901234567900',
  [CREAM]: '4987654321094',
  [BOTTLE]: '4902222333347',
}

/** Twelve digits, the last is the first eleven modulo 7. */
export const SLIP = '123456789013'

const product = (id: number, name: string, variant: string): Product => ({
  id,
  sku: `SKU-${id}`,
  name,
  variant,
  kind: id > 20 ? 'flyer' : 'goods',
  jan: JAN[id] ?? null,
  picture: null,
})

const PRODUCTS = [
  product(SHIRT_M, '無地Tシャツ', 'ネイビー / M'),
  product(SHIRT_L, '無地Tシャツ', 'ネイビー / L'),
  product(CREAM, 'ハンドクリーム', '80g'),
  product(BOTTLE, 'ボトル', '500ml'),
  product(GUIDE, '使いかたガイド', ''),
  product(CATALOGUE, '冬のカタログ', ''),
  product(COUPON, '定期便クーポン', ''),
]

/** The facts of the parcel with nothing seen yet. */
export function fresh_facts(): PackFacts {
  return {
    shipment: 'S0000000012',
    items: [
      {
        line: 1,
        product: SHIRT_M,
        lot: null,
        wanted: 2,
        packed: 0,
        last: 0,
        serials: null,
        last_serial: false,
      },
      {
        line: 2,
        product: SHIRT_L,
        lot: null,
        wanted: 1,
        packed: 0,
        last: 0,
        serials: null,
        last_serial: false,
      },
      {
        line: 3,
        product: CREAM,
        lot: '24A07',
        wanted: 1,
        packed: 0,
        last: 0,
        serials: null,
        last_serial: false,
      },
    ],
    flyers: [
      { line: 51, product: GUIDE, wanted: 1, inserted: 0, last: 0 },
      { line: 52, product: CATALOGUE, wanted: 1, inserted: 0, last: 0 },
    ],
    house_flyers: [GUIDE, CATALOGUE, COUPON],
    slip_expected: null,
    slip: null,
    slips_elsewhere: [],
    serials_elsewhere: [],
    labels_elsewhere: [],
    cancelled: false,
  }
}

/** The parcel's job as the server hands it out. */
export function pack_job(change: { step?: string; facts?: PackFacts; tote?: string } = {}): Job {
  const { step = 'verify_contents', facts = fresh_facts(), tote = 'T-0012' } = change
  const codes: Job['codes'] = {
    'F-0001': { product: GUIDE, quantity: 1 },
    'F-0002': { product: CATALOGUE, quantity: 1 },
    'F-0003': { product: COUPON, quantity: 1 },
  }
  for (const [id, jan] of Object.entries(JAN)) {
    codes[jan.padStart(14, '0')] = { product: Number(id), quantity: 1 }
  }
  return {
    task: {
      id: Number(tote.slice(2)),
      kind: 'pack',
      stage: 'claimed',
      number: `PK-${tote.slice(2)}`,
      zone: 'A',
      due_at: '2026-11-23T08:00:00Z',
      carrier: 'yamato',
      carrier_name: { ja: 'ヤマト運輸', en: 'Yamato' },
      shipments: 1,
      lines: 3,
      pieces: 4,
      claimed_by: '田中',
      claimed_by_device: 1,
      claimed_at: '2026-11-23T05:00:00Z',
      tote,
      place: null,
      product: null,
      reason: '',
      not_for: null,
      priority: 0,
      revision: 1,
      lease: 1,
      lease_expires_at: null,
    },
    flow: 'pack_order',
    step,
    revision: 0,
    facts,
    codes,
    products: Object.fromEntries(PRODUCTS.map((one) => [String(one.id), one])),
    places: {},
    slots: [],
    order: {
      number: 'S0000000012',
      external: '#1042',
      shop: '茶とくらし',
      carrier: 'yamato',
      gift: true,
      note: '割れ物注意',
      instructions: [],
    },
    flyers: [
      { line: 51, reason_ja: '初回購入のお客様', reason_en: 'First purchase', place: 'L-F-01' },
      { line: 52, reason_ja: '11月のご注文', reason_en: 'Orders of November', place: null },
    ],
  }
}

/** The facts with these many pieces of each item line and sheet of each flyer line seen. */
export function facts_with(packed: number[], inserted: number[]): PackFacts {
  const facts = fresh_facts()
  return {
    ...facts,
    items: facts.items.map((item, at) => ({ ...item, packed: packed[at] ?? 0 })),
    flyers: facts.flyers.map((flyer, at) => ({ ...flyer, inserted: inserted[at] ?? 0 })),
  }
}
