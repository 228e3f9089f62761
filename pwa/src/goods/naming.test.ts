// @vitest-environment node
import { expect, test } from 'vitest'
import { tokens_of } from '.'

test.each([
  ['M / ネイビー', ['M', 'ネイビー']],
  ['480ml／マットブラック', ['480ml', 'マットブラック']],
  ['', []],
])('%s is told apart by %j', (variant, tokens) => {
  expect(tokens_of(variant)).toEqual(tokens)
})
