import './slips.css'
import { useState } from 'preact/hooks'
import { Button, Notice, Spinner } from '../../interface'
import { t } from '../../words'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { concerns_orders } from '../orders'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_slips, file_address, hand_in_numbers, type NumbersTaken, write_files } from './asks'
import { CarrierSlipsCard } from './carrier_slips_card'
import { LabelFiles } from './label_files'
import { NumberFiles, RejectedNumbers } from './number_files'
import { NumberPools } from './number_pools'
import { SendersSheet } from './senders_sheet'

const SUBJECTS = ['label_file:', 'shipment:', 'wave:']

/** 送り状: what waits at each carrier, the file for its label program, and the numbers that come back. */
export function SlipsPage() {
  const answer = use_answer(
    'slips',
    ask_slips,
    (notice) =>
      concerns_orders(notice) || SUBJECTS.some((subject) => notice.topic.startsWith(subject)),
  )
  const [busy, set_busy] = useState<string | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [taken, tell] = useState<NumbersTaken | null>(null)
  const [is_on_senders, show_senders] = useState(false)
  const write = async (carrier: string) => {
    set_busy(carrier)
    const said = await write_files(carrier)
    set_busy(null)
    refuse(said.refusal)
    for (const file of said.value?.files ?? []) download(file_address(file))
    answer.again()
  }
  const take = async (carrier: string, file: File) => {
    set_busy(carrier)
    const said = await hand_in_numbers(file, carrier)
    set_busy(null)
    refuse(said.refusal)
    tell(said.value)
    answer.again()
  }
  const { value } = answer
  return (
    <Page
      title={t('slips.title')}
      long
      actions={
        <>
          <Age of={answer} />
          <Button icon="settings" on_press={() => show_senders(true)}>
            {t('slips.senders')}
          </Button>
        </>
      }
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {taken !== null && <Taken of={taken} />}
      {value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      <div class="slip-cards">
        {(value?.carriers ?? []).map((one) => (
          <CarrierSlipsCard
            key={one.carrier}
            of={one}
            busy={busy === one.carrier}
            on_write={() => void write(one.carrier)}
            on_numbers={(file) => void take(one.carrier, file)}
          />
        ))}
      </div>
      {value !== null && <LabelFiles files={value.label_files} on_change={answer.again} />}
      <NumberPools />
      {value !== null && value.number_files.length > 0 && (
        <NumberFiles files={value.number_files} />
      )}
      {is_on_senders && <SendersSheet on_close={() => show_senders(false)} />}
    </Page>
  )
}

function Taken({ of }: { of: NumbersTaken }) {
  const { noted, known, rejected } = of
  return (
    <>
      <Notice tone={rejected > 0 ? 'wait' : 'done'} icon={rejected > 0 ? 'alert' : 'check'}>
        {t('slips.numbers.taken', { noted, known, rejected })}
      </Notice>
      {of.rows.length > 0 && <RejectedNumbers rows={of.rows} />}
    </>
  )
}

/** Let the browser keep a file where it keeps all others. */
function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
