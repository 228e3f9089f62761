import type { Consignee } from '../answers'

export const ADDRESS_FIELDS = [
  'postal_code',
  'prefecture',
  'address',
  'building',
  'company',
  'name',
  'phone',
] as const
export type AddressField = (typeof ADDRESS_FIELDS)[number]
export type Address = Record<AddressField, string>

/** The address as it stands, with the code as Japan writes it. */
export function draft_of(consignee: Consignee): Address {
  const told = (field: AddressField) => String(consignee[field] ?? '')
  return {
    postal_code: with_hyphen(told('postal_code')),
    prefecture: told('prefecture'),
    address: told('address'),
    building: told('building'),
    company: told('company'),
    name: told('name'),
    phone: told('phone'),
  }
}

/** `155-0031`, as Japan writes postal codes, however the shop's file did. */
export function with_hyphen(code: string): string {
  return /^[0-9]{7}$/.test(code) ? `${code.slice(0, 3)}-${code.slice(3)}` : code
}

/** The parts that say something else now. */
export function parts_changed(before: Address, after: Address): AddressField[] {
  return ADDRESS_FIELDS.filter((field) => before[field].trim() !== after[field].trim())
}

export const PREFECTURES = [
  '北海道',
  '青森県',
  '岩手県',
  '宮城県',
  '秋田県',
  '山形県',
  '福島県',
  '茨城県',
  '栃木県',
  '群馬県',
  '埼玉県',
  '千葉県',
  '東京都',
  '神奈川県',
  '新潟県',
  '富山県',
  '石川県',
  '福井県',
  '山梨県',
  '長野県',
  '岐阜県',
  '静岡県',
  '愛知県',
  '三重県',
  '滋賀県',
  '京都府',
  '大阪府',
  '兵庫県',
  '奈良県',
  '和歌山県',
  '鳥取県',
  '島根県',
  '岡山県',
  '広島県',
  '山口県',
  '徳島県',
  '香川県',
  '愛媛県',
  '高知県',
  '福岡県',
  '佐賀県',
  '長崎県',
  '熊本県',
  '大分県',
  '宮崎県',
  '鹿児島県',
  '沖縄県',
] as const
