// @vitest-environment node
import { expect, test } from 'vitest'
import type { Job } from '../server_api'
import { return_words } from './job_words'

test('where a serial number is asked for, the device reads a plain code as one', () => {
  const read = (step: string) => return_words.read?.({ step, codes: {} } as Job, 'sn-1')
  expect(read('say_serial')).toMatchObject({ kind: 'serial', serial: 'SN-1' })
  expect(read('return_goods')).toMatchObject({ kind: 'item', serial: null })
})
