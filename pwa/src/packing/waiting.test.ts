import { expect, test } from 'vitest'
import type { Answer, Job, TaskCard } from '../server_api'
import { label_of } from '../vocabulary'
import { pack_job } from './example_parcel'
import { refusal_of_answer, tote_of } from './opening'
import { waiting_totes } from './waiting'

const card = (id: number, change: Partial<TaskCard> = {}): TaskCard => ({
  ...pack_job().task,
  id,
  stage: 'open',
  claimed_by: null,
  claimed_at: null,
  ...change,
})

test('the tote whose carrier leaves first stands first; what a colleague packs stands last', () => {
  const totes = waiting_totes(
    [
      card(1, { due_at: '2026-11-23T09:00:00Z' }),
      card(2, { stage: 'claimed', claimed_by: '佐藤', claimed_at: '2026-11-23T05:02:00Z' }),
      card(3, { due_at: '2026-11-23T07:00:00Z' }),
      card(4, { due_at: '2026-11-23T09:00:00Z', priority: 5 }),
    ],
    'ja',
  )
  expect(totes.map(({ task }) => task)).toEqual([3, 4, 1, 2])
  expect(totes[3]?.taken).toEqual({ by: '佐藤', at: '2026-11-23T05:02:00Z' })
})

test('what is done, held or not yet picked is not in the list', () => {
  const stages = ['waiting', 'done', 'held', 'cancelled'] as const
  expect(
    waiting_totes(
      stages.map((stage, id) => card(id, { stage })),
      'ja',
    ),
  ).toEqual([])
})

test('the carrier is called in the language of the screen', () => {
  expect(waiting_totes([card(1)], 'en')[0]?.carrier).toBe('Yamato')
  expect(waiting_totes([card(1, { carrier_name: null })], 'en')[0]?.carrier).toBe('yamato')
})

test('on an empty bench a tote opens, a misread label and anything else do not', () => {
  expect(tote_of(label_of('T-0012'))).toEqual({ tote: 'T-0012' })
  expect(tote_of('T-0012-!')).toMatchObject({ refusal: { because: 'tote_expected' } })
  const wrong_check = `T-0012-${label_of('T-0012').endsWith('A') ? 'B' : 'A'}`
  expect(tote_of(wrong_check)).toMatchObject({ refusal: { because: 'label_misread' } })
  expect(tote_of('4901234567894')).toMatchObject({
    refusal: { because: 'tote_expected', read: '04901234567894' },
  })
  expect(tote_of('')).toMatchObject({ refusal: { because: 'tote_expected' } })
})

test('a tote that a colleague packs says who and since when', () => {
  const answer: Answer<Job> = {
    ok: false,
    status: 409,
    code: 'task_taken',
    detail: { by: '佐藤', at: '2026-11-23T05:02:00Z' },
  }
  expect(refusal_of_answer('T-0012', answer)).toEqual({
    because: 'task_taken',
    by: '佐藤',
    at: '14:02',
    read: 'T-0012',
  })
  expect(refusal_of_answer('T-0012', { ...answer, detail: {} })).toMatchObject({
    by: null,
    at: null,
  })
})
