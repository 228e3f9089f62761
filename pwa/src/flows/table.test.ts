// A flow table that is not whole is not worked with; the server runs the same file.
// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { faults_of, load_flow, type TableInFile } from './table'

type Broken = {
  name: string
  table: TableInFile
  questions: string[]
  changes: string[]
  faults: string[]
}

const FILE = new URL('../../../tests/vectors/broken_tables.json', import.meta.url)
const BROKEN: Broken[] = JSON.parse(readFileSync(FILE, 'utf8'))

test.each(BROKEN)('$name', ({ table, questions, changes, faults }) => {
  expect(faults_of(table, questions, changes)).toStrictEqual(faults)
})

test('a broken table is refused with everything that is wrong', () => {
  const { table } = BROKEN[BROKEN.length - 1] as Broken
  expect(() => load_flow(table, { place_is_near: () => true }, {})).toThrow(
    /XX-01 stands 2 times; .*never used: place_is_near/,
  )
})
