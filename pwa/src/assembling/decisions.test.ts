// The device says what tests/vectors says; the server runs the same file.
// @vitest-environment node
import { expect, test } from 'vitest'
import { play, rows_of, scenes_of } from '../flows/scenes'
import { FLOW, read_scan } from './decisions'

const SCENES = scenes_of(FLOW)

test.each(SCENES)('$name', (scene) => {
  expect(play(FLOW, read_scan, scene)).toStrictEqual(scene.scans)
})

test('every row of the table has its scene', () => {
  const played = new Set(SCENES.flatMap((scene) => scene.scans.map((said) => said.row)))
  expect(played).toEqual(rows_of(FLOW))
})
