// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { language, load_english, t } from './index'

const HERE = new URL('.', import.meta.url)
const SOURCES = new URL('../', import.meta.url)
const JAPANESE = /[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f]/

type Words = Record<string, string>
/** Names that every language writes in their own: a language, and the shelf label that is our mark. */
const PROPER_NAMES = ['日本語', '棚']

const files = readdirSync(HERE).filter((file) => /^[a-z_]+\.(ja|en)\.ts$/.test(file))
const rooms = [...new Set(files.map((file) => file.split('.')[0] as string))]

async function words_of(room: string, spoken: 'ja' | 'en'): Promise<Words> {
  const brought: Record<string, Words> = await import(`./${room}.${spoken}.ts`)
  return brought[`${room}_${spoken}`] ?? {}
}

const placeholders = (sentence: string) =>
  [...new Set([...sentence.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort()

describe.each(rooms)('%s', (room) => {
  test('says the same in both languages', async () => {
    const [ja, en] = await Promise.all([words_of(room, 'ja'), words_of(room, 'en')])
    expect(Object.keys(en).sort()).toEqual(Object.keys(ja).sort())
  })

  test('leaves nothing empty, and no Japanese in the English', async () => {
    const [ja, en] = await Promise.all([words_of(room, 'ja'), words_of(room, 'en')])
    const empty = [...Object.entries(ja), ...Object.entries(en)].filter(
      ([, said]) => said.trim() === '',
    )
    const untranslated = Object.entries(en).filter(
      ([, said]) => JAPANESE.test(said) && !PROPER_NAMES.includes(said),
    )
    expect({ empty, untranslated }).toEqual({ empty: [], untranslated: [] })
  })

  test('asks for no value in English that the Japanese does not ask for', async () => {
    const [ja, en] = await Promise.all([words_of(room, 'ja'), words_of(room, 'en')])
    const odd = Object.keys(ja).filter((key) =>
      placeholders(en[key] ?? '').some((name) => !placeholders(ja[key] ?? '').includes(name)),
    )
    // English counts what Japanese only names (`line` or `lines`), so `n` may stand there alone.
    expect(odd.filter((key) => placeholders(en[key] ?? '').join() !== 'n')).toEqual([])
  })
})

test('no two rooms use one key', async () => {
  const all = (await Promise.all(rooms.map((room) => words_of(room, 'ja')))).flatMap(Object.keys)
  // A room may gather words of its parts; those are the same words, not others.
  const said = new Map<string, Set<string>>()
  for (const room of rooms) {
    for (const [key, words] of Object.entries(await words_of(room, 'ja'))) {
      said.set(key, (said.get(key) ?? new Set()).add(words))
    }
  }
  expect(all.length).toBeGreaterThan(200)
  expect([...said].filter(([, words]) => words.size > 1).map(([key]) => key)).toEqual([])
})

const screens = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'),
)

/** What a screen says by itself: its source without comments, imports and tags' attributes that nobody reads. */
function spoken_in(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
}

test.each(screens)('%s holds no words of its own', (file) => {
  const source = spoken_in(readFileSync(new URL(file, SOURCES), 'utf8'))
  const japanese = source.split('\n').filter((line) => JAPANESE.test(line))
  // Text between tags: two letters or more that are neither a value in braces nor part of code.
  const between_tags = [
    ...source.matchAll(/<\/?[A-Za-z][^<>]*>\s*([^<>{}\n]*[A-Za-z]{2}[^<>{}\n]*)\s*<\//g),
  ]
  const attributes = [
    ...source.matchAll(/(?:aria-label|title|placeholder|alt)="([^"]*[A-Za-z]{2}[^"]*)"/g),
  ]
  const english = [...between_tags, ...attributes]
    .map(([, words]) => words)
    // What stands on the key, in every language.
    .filter((words) => words !== 'Enter')
  expect({ japanese, english }).toEqual({ japanese: [], english: [] })
})

test('words take values and, where a language needs it, choose by number', async () => {
  await load_english()
  language.value = 'en'
  expect(t('login.unsent', { n: 1 })).toBe(
    '1 unsent record of earlier work is kept on this device and will be sent.',
  )
  expect(t('login.unsent', { n: 3 })).toContain('3 unsent records of earlier work are kept')
  language.value = 'ja'
  expect(t('header.unsent', { n: 3 })).toBe('未送信 3')
})
