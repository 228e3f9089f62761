import { signal } from '@preact/signals'
import { language } from '../words'
import type { Carrier, InBothLanguages, Shop } from './answers'
import { ask_carriers, ask_shops } from './asks'

/** Shops and carriers change rarely; every page of the office shares one answer. */
export const shops = signal<Shop[]>([])
export const carriers = signal<Carrier[]>([])

let asked = false

/** Ask once for the names behind the codes. */
export function learn_names(): void {
  if (asked) return
  asked = true
  void ask_shops().then(({ value }) => {
    shops.value = value?.shops ?? []
  })
  void ask_carriers().then(({ value }) => {
    carriers.value = value?.carriers ?? []
  })
}

export function shop_name(code: string): string {
  return shops.value.find((shop) => shop.code === code)?.name ?? code
}

export function carrier_name(code: string): string {
  const carrier = carriers.value.find((one) => one.code === code)
  return carrier === undefined ? code : spoken(carrier.name)
}

/** A name in the language of the screen. */
export function spoken(name: InBothLanguages): string {
  return name[language.value]
}
