// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { MORE_ICONS } from './more_icons'
import { duration } from './time'

const TOKENS = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const [DARK, LIGHT] = TOKENS.split(':root[data-theme="light"]').map(colours) as [Colours, Colours]

type Colours = Record<string, string>

function colours(part: string): Colours {
  return Object.fromEntries(
    [...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  )
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

const KEY_DATA = [
  ['text', 'ground'],
  ['text', 'surface'],
  ['text', 'raised'],
  ['on-plate', 'plate'],
  ['on-primary', 'primary'],
  ['on-ng', 'ng'],
  ['on-done', 'done'],
  ['on-wait', 'wait'],
  ['on-ok-soft', 'ok-soft'],
  ['on-ng-soft', 'ng-soft'],
  ['on-wait-soft', 'wait-soft'],
  ['on-done-soft', 'done-soft'],
] as const

const BESIDE_IT = [
  ['text-soft', 'ground'],
  ['text-soft', 'surface'],
  ['text-soft', 'raised'],
  ['link', 'surface'],
  ['on-ok', 'ok'],
] as const

describe.each([
  ['dark', DARK],
  ['light', { ...DARK, ...LIGHT }],
])('%s', (_theme, found) => {
  test.each(KEY_DATA)('%s on %s is read in glare: 7:1', (ink, ground) => {
    expect(contrast(found[ink] as string, found[ground] as string)).toBeGreaterThanOrEqual(7)
  })

  test.each(BESIDE_IT)('%s on %s is read: 4.5:1', (ink, ground) => {
    expect(contrast(found[ink] as string, found[ground] as string)).toBeGreaterThanOrEqual(4.5)
  })
})

test.each([
  [5, '0:05'],
  [65, '1:05'],
  [3909, '1:05:09'],
  [-3, '0:00'],
])('%s seconds are shown as %s', (seconds, shown) => {
  expect(duration(seconds)).toBe(shown)
})

describe('icons', () => {
  const SOURCES = new URL('../', import.meta.url)
  const tsx = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  )
  const rooms = [
    ...new Set(tsx.filter((file) => file.includes('/')).map((file) => file.split('/')[0])),
  ]
  const read = (file: string) => readFileSync(new URL(file, SOURCES), 'utf8')

  test.each(rooms.filter((room) => room !== 'interface'))('%s brings those it draws', (room) => {
    const sources = tsx.filter((file) => file.startsWith(`${room}/`)).map(read)
    const drawn = Object.keys(MORE_ICONS).filter((name) =>
      sources.some((source) =>
        new RegExp(`\\bicon(=|: |={).*['"]${name}['"]|<Icon name=.*['"]${name}['"]`).test(source),
      ),
    )
    const brings = sources.some((source) => source.includes("'../interface/more_icons'"))
    expect(brings ? [] : drawn).toEqual([])
  })
})
