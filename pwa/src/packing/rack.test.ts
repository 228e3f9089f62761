// @vitest-environment node
import { expect, test } from 'vitest'
import { facts_with, pack_job } from './example_parcel'
import { flyer_cards, type ParcelJob } from './parcel'
import { racks_of } from './rack'

type Where = [guide: string | null, catalogue: string | null]

/** The example parcel with its goods in, and its two flyers at these slots of this rack. */
function rack_with(slots: [string, number][], [guide, catalogue]: Where, inserted = [0, 0]) {
  const job = pack_job({ facts: facts_with([2, 1, 1], inserted) }) as unknown as ParcelJob
  const places = [guide, catalogue]
  const parcel = {
    ...job,
    flyers: job.flyers.map((flyer, nth) => ({ ...flyer, place: places[nth] ?? null })),
    rack_slots: slots.map(([place, level]) => ({ place, level })),
  }
  return racks_of(parcel, flyer_cards(parcel, 'ja'))
}

const drawn = (racks: ReturnType<typeof rack_with>) =>
  racks.map(({ name, rows }) => [
    name,
    rows.map((row) => row.slots.map((slot) => slot && `${slot.column} ${slot.state}`)),
  ])

const flat = (...places: string[]): [string, number][] => places.map((place) => [place, 1])

test('a rack of one row is drawn by its columns, the flyer to take first strongest', () => {
  const slots = flat('L-R-10', 'L-R-2', 'L-R-1')
  expect(drawn(rack_with(slots, ['L-R-2', 'L-R-10']))).toEqual([
    ['R', [['1 other', '2 next', '10 wanted']]],
  ])
  expect(drawn(rack_with(slots, ['L-R-2', 'L-R-10'], [1, 0]))).toEqual([
    ['R', [['1 other', '2 done', '10 next']]],
  ])
})

test('rows stand as their labels say, and a slot that is missing leaves a hole', () => {
  const slots = flat('L-R-01-01', 'L-R-01-02', 'L-R-02-02')
  expect(drawn(rack_with(slots, ['L-R-02-02', null]))).toEqual([
    [
      'R',
      [
        ['01 other', '02 other'],
        [null, '02 next'],
      ],
    ],
  ])
})

test('the highest level hangs on top', () => {
  const racks = rack_with(
    [
      ['L-R-01-01', 1],
      ['L-R-02-01', 2],
    ],
    ['L-R-01-01', null],
  )
  expect(racks[0]?.rows.map(({ name }) => name)).toEqual(['02', '01'])
})

test('two flyers in one slot are done when both are in; a rack without a flyer is not drawn', () => {
  const slots = flat('L-R-01', 'L-S-01')
  expect(drawn(rack_with(slots, ['L-R-01', 'L-R-01'], [1, 0]))).toEqual([['R', [['01 next']]]])
  expect(drawn(rack_with(slots, ['L-R-01', 'L-R-01'], [1, 1]))).toEqual([['R', [['01 done']]]])
})

test('nothing is drawn without a rack, or for flyers that lie nowhere', () => {
  expect(rack_with([], ['L-R-01', null])).toEqual([])
  expect(rack_with(flat('L-R-01'), [null, null])).toEqual([])
})
