// @vitest-environment node
import { expect, test } from 'vitest'
import type { OrderCard } from '../answers'
import { changed_ids } from './changes'

const order = (id: number, part: Partial<OrderCard> = {}): OrderCard =>
  ({
    id,
    stage: 'reserved',
    reserved_pieces: 2,
    shipment: null,
    hold_reason: null,
    ...part,
  }) as OrderCard

test('only orders that were there before and look different now light up', () => {
  const before = [order(1), order(2), order(3)]
  const after = [order(1, { stage: 'picking' }), order(2), order(4)]
  expect([...changed_ids(before, after)]).toEqual([1])
})

test('stock, shipment and hold are changes too; a first page is none', () => {
  const after = [
    order(1, { reserved_pieces: 1 }),
    order(2, { shipment: 'S0000000002' }),
    order(3, { hold_reason: 'short_pick' }),
  ]
  expect([...changed_ids([order(1), order(2), order(3)], after)]).toEqual([1, 2, 3])
  expect(changed_ids([], after).size).toBe(0)
})
