// @vitest-environment node
import { expect, test } from 'vitest'
import { choose_by_time, type Found } from './found'

const MIDDLE = { x: 100, y: 50 }

function code(text: string, x = 100, format = 'code_128'): Found {
  return {
    text,
    format,
    corners: [
      { x: x - 10, y: 40 },
      { x: x + 10, y: 60 },
    ],
  }
}

/** What is read of these pictures, one every 100 ms. */
function reads(pictures: Found[][], tap_before?: number): string[] {
  const choosing = choose_by_time()
  return pictures.flatMap((found, nth) => {
    if (nth === tap_before) choosing.again()
    return choosing.choose(found, MIDDLE, nth * 100)?.text ?? []
  })
}

const shown = (text: string, pictures: number) =>
  Array.from({ length: pictures }, () => [code(text)])
const nothing = (pictures: number) => Array.from({ length: pictures }, (): Found[] => [])

test('a label in the picture is one scan, however long it stays', () => {
  expect(reads(shown('A', 50))).toEqual(['A'])
})

test('the same label is a second piece when it has left the picture and come back', () => {
  expect(reads([...shown('A', 5), ...nothing(6), ...shown('A', 20)])).toEqual(['A', 'A'])
})

test('a blurred picture is not leaving', () => {
  expect(reads([...shown('A', 20), ...nothing(1), ...shown('A', 20)])).toEqual(['A'])
})

test('coming back at once still takes a second and a half', () => {
  expect(reads([...shown('A', 2), ...nothing(5), ...shown('A', 8)])).toEqual(['A'])
  expect(reads([...shown('A', 2), ...nothing(5), ...shown('A', 9)])).toEqual(['A', 'A'])
})

test('a tap reads what is in the picture once more', () => {
  expect(reads(shown('A', 20), 10)).toEqual(['A', 'A'])
})

test('another label is read at once; of two in the picture the one in the middle', () => {
  expect(reads([...shown('A', 2), ...shown('B', 2)])).toEqual(['A', 'B'])
  expect(reads([[code('A', 20), code('B', 95)]])).toEqual(['B'])
})

test('two labels that stay side by side are not read in turn', () => {
  const picture = (at: number) => [code('A', 90 + at), code('B', 112 - at)]
  expect(reads(Array.from({ length: 60 }, (_, nth) => picture((nth % 2) * 15)))).toHaveLength(2)
})

test('a code without check digit is read when two pictures say the same', () => {
  expect(reads([[code('1234', 100, 'itf')]])).toEqual([])
  expect(
    reads([[code('1234', 100, 'itf')], [code('123456', 100, 'itf')], [code('123456', 100, 'itf')]]),
  ).toEqual(['123456'])
})
