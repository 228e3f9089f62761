import { expect, test } from 'vitest'
import { scan_of_serial } from '../vocabulary/serials'
import { facts_with, fresh_facts, JAN, pack_job, SHIRT_L, SLIP } from './example_parcel'
import type { ItemFacts } from './facts'
import { band_tone, next_stage, stages_of } from './instruction'
import { finished_by, labels_expected, pack_words, parcel_of } from './pack_order'
import { item_cards, type ParcelJob } from './parcel'

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

test('a piece is done when its serial number is recorded, and is in hand until then', () => {
  const named = (packed: number, serials: string[]) => {
    const [item, ...others] = fresh_facts().items
    return { ...fresh_facts(), items: [{ ...(item as ItemFacts), packed, serials }, ...others] }
  }
  const lacking = named(2, ['SN-1'])
  expect(finished_by(named(1, ['SN-1']), 'record_serial', lacking)).toBeNull()
  expect(finished_by(lacking, 'verify_contents', named(2, ['SN-1', 'SN-2']))).toBe('line')
  const all_but_it = { ...lacking, items: lacking.items.slice(0, 1) }
  expect(stages_of(parcel(all_but_it))[0]).toEqual({ name: 'items', state: 'now', left: 1 })
  expect(labels_expected(pack_job({ step: 'record_serial' }), lacking)).toEqual([])
  expect(item_cards(parcel(lacking))[0]).toMatchObject({ lacks_serial: true, state: 'counting' })
})

test('a typed serial number says itself what it is; a whole label stays one', () => {
  expect(scan_of_serial('ｎ－12－3')).toBe(']C121N-12-3')
  for (const typed of ['X-UNDO-A', '製造', 'SN 1']) expect(scan_of_serial(typed)).toBe(typed)
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
