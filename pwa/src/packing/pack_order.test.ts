import { expect, test } from 'vitest'
import { facts_with, fresh_facts, JAN, pack_job, SHIRT_L, SLIP } from './example_parcel'
import { band_tone, next_stage, stages_of } from './instruction'
import { finished_by, labels_expected, pack_words, parcel_of } from './pack_order'
import type { ParcelJob } from './parcel'

const parcel = (facts = fresh_facts()) => parcel_of(pack_job({ facts })) as ParcelJob

test('a job of another kind is no parcel', () => {
  expect(parcel_of(null)).toBeNull()
  expect(parcel_of({ ...pack_job(), flow: 'pick_cart' })).toBeNull()
})

test('a scan finishes its card with the last piece, and the parcel with the slip', () => {
  const step = 'verify_contents'
  expect(finished_by(fresh_facts(), step, facts_with([1], []))).toBeNull()
  expect(finished_by(facts_with([1], []), step, facts_with([2], []))).toBe('line')
  expect(finished_by(fresh_facts(), step, facts_with([], [1]))).toBe('line')
  expect(finished_by(fresh_facts(), 'parcel_closed', fresh_facts())).toBe('job')
  expect(finished_by(fresh_facts(), 'set_aside', fresh_facts())).toBeNull()
})

test('only codes of what is still wanted end a scan by their content', () => {
  const labels = labels_expected(pack_job(), facts_with([2, 0, 1], [1, 1]))
  expect(labels).toEqual([JAN[SHIRT_L]])
})

test('at the slip step the expected slip ends a scan by its content', () => {
  const job = pack_job({ step: 'scan_slip' })
  expect(labels_expected(job, { ...fresh_facts(), slip_expected: SLIP })).toEqual([SLIP])
  expect(labels_expected(job, fresh_facts())).toEqual([])
})

test('a flyer may be typed by its own code; a closed or set-aside parcel is over', () => {
  expect(pack_words.typed_codes(pack_job())).toEqual(['F-0001', 'F-0002', 'F-0003'])
  const steps = ['verify_contents', 'scan_slip', 'parcel_closed', 'set_aside']
  expect(steps.map((step) => pack_words.is_over(pack_job({ step })))).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test('the stages say what is done, what comes now and how much is left', () => {
  expect(stages_of(parcel(facts_with([2, 1, 1], [1])))).toEqual([
    { name: 'items', state: 'done', left: 0 },
    { name: 'flyers', state: 'now', left: 1 },
    { name: 'slip', state: 'later', left: 1 },
  ])
  expect(next_stage(parcel(facts_with([2, 1, 1], [1, 1])))).toBe('slip')
})

test('a parcel without flyers has no stage for them', () => {
  const bare = { ...fresh_facts(), flyers: [] }
  expect(stages_of(parcel(bare)).map(({ name }) => name)).toEqual(['items', 'slip'])
})

test('the band shows the last verdict until the next one', () => {
  expect([band_tone(null), band_tone({ tone: 'ng' })]).toEqual(['next', 'ng'])
})
