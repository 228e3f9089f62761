/**
 * The words of the screens, Japanese first. `t('idle.start')`, `t('work.lines', { n: 3 })`.
 *
 * `<room>.ja.ts` is the source of a room's words, `<room>.en.ts` has the same keys (its type sees to it, and
 * words.test.ts). `{n}` is replaced by a value; `{n|line|lines}` chooses by number, for languages that need it.
 *
 * The words of the handheld are always here in Japanese; its English loads when it is first spoken. A lazy room (packing, boards, office) keeps its own out of the
 * handheld's first load: its front door calls `bring_words(packing_ja, packing_en)` once; the import of its
 * type below makes `t` know its keys.
 */
import { signal } from '@preact/signals'
import type { answers_ja } from './answers.ja'
import type { assembling_ja } from './assembling.ja'
import type { boards_ja } from './boards.ja'
import type { camera_ja } from './camera.ja'
import type { cart_done_ja } from './cart_done.ja'
import type { counting_ja } from './counting.ja'
import type { desk_ja } from './desk.ja'
import { goods_ja } from './goods.ja'
import type { hand_entry_ja } from './hand_entry.ja'
import { interface_ja } from './interface.ja'
import type { jobs_ja } from './jobs.ja'
import type { look_up_ja } from './look_up.ja'
import type { menu_ja } from './menu.ja'
import type { messages_ja } from './messages.ja'
import type { moving_ja } from './moving.ja'
import type { office_ja } from './office.ja'
import type { packing_ja } from './packing.ja'
import type { people_ja } from './people.ja'
import type { photos_ja } from './photos.ja'
import { picking_ja } from './picking.ja'
import type { put_back_ja } from './put_back.ja'
import type { receiving_ja } from './receiving.ja'
import type { returning_ja } from './returning.ja'
import type { scanner_check_ja } from './scanner_check.ja'
import type { shipping_ja } from './shipping.ja'
import type { short_pick_ja } from './short_pick.ja'
import type { upkeep_ja } from './upkeep.ja'
import { work_ja } from './work.ja'

export type Language = 'ja' | 'en'

export type Word =
  | keyof typeof photos_ja
  | keyof typeof cart_done_ja
  | keyof typeof short_pick_ja
  | keyof typeof put_back_ja
  | keyof typeof hand_entry_ja
  | keyof typeof answers_ja
  | keyof typeof interface_ja
  | keyof typeof goods_ja
  | keyof typeof jobs_ja
  | keyof typeof people_ja
  | keyof typeof picking_ja
  | keyof typeof upkeep_ja
  | keyof typeof work_ja
  | keyof typeof counting_ja
  | keyof typeof desk_ja
  | keyof typeof look_up_ja
  | keyof typeof menu_ja
  | keyof typeof messages_ja
  | keyof typeof moving_ja
  | keyof typeof packing_ja
  | keyof typeof receiving_ja
  | keyof typeof returning_ja
  | keyof typeof assembling_ja
  | keyof typeof camera_ja
  | keyof typeof scanner_check_ja
  | keyof typeof shipping_ja
  | keyof typeof boards_ja
  | keyof typeof office_ja

type Words = Record<string, string>
type Values = Record<string, string | number>

const dictionaries: Record<Language, Words> = {
  ja: { ...interface_ja, ...goods_ja, ...picking_ja, ...work_ja },
  en: {},
}

/** Counts the words that came later, so that what is on the screen is said again with them. */
const words_came = signal(0)
let english: Promise<void> | null = null

/** The language of this screen: the badge's once somebody is logged in, else the device's. */
export const language = signal<Language>('ja')

/** Add the words of a lazy room. Called once, by its front door, before anything is drawn. */
export function bring_words<T extends Words>(ja: T, en: Record<keyof T, string>): void {
  Object.assign(dictionaries.ja, ja)
  Object.assign(dictionaries.en, en)
}

/** Resolves when the handheld's English is here; until then it speaks Japanese. */
export function load_english(): Promise<void> {
  english ??= import('./english').then((came) => {
    Object.assign(dictionaries.en, came.english)
    words_came.value += 1
  })
  return english
}

/** Whether there are words for a code that came from the server or a flow table. */
export function has_words(key: string): key is Word {
  return key in dictionaries.ja
}

/**
 * The words for a key, in the language of the screen, with its values filled in.
 * A key nobody brought words for is shown as it is: better than an empty screen.
 */
export function t(key: Word, values: Values = {}): string {
  words_came.value
  const sentence = dictionaries[language.value][key] ?? dictionaries.ja[key] ?? key
  return sentence.replace(/\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g, (_, name: string, one, many) => {
    const value = values[name] ?? ''
    if (one === undefined) return String(value)
    return Number(value) === 1 ? one : many
  })
}

/** The words for a code of a family (`refusal.other_item`), or for the code itself where the family has none. */
export function t_code(family: string, code: string, values: Values = {}): string {
  const key = `${family}.${code}`
  return has_words(key) ? t(key, values) : code
}

/** The words for why the server said no; a code without words of its own is a fault of the server to the worker. */
export function t_fault(code: string): string {
  const key = `fault.${code}`
  return has_words(key) ? t(key) : t('fault.server')
}

/** A language by its tag; what we do not speak yet is answered in Japanese. */
export function language_of(tag: string): Language {
  return tag.startsWith('en') ? 'en' : 'ja'
}

/** Use the language from now on, and tell the browser so that it picks the right glyphs. */
export function speak(chosen: Language): void {
  language.value = chosen
  document.documentElement.lang = chosen
  if (chosen === 'en') load_english().catch(() => undefined)
}
