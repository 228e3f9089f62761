import './arrivals.css'
import { useState } from 'preact/hooks'
import { Notice, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import { use_address } from '../address'
import { Age } from '../age'
import type { Refusal } from '../ask'
import { Segments } from '../chips'
import { ProblemTable } from '../imports'
import { give_own_codes } from '../labels'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ArrivalTable } from './arrival_table'
import { ask_arrivals, close_arrival, type FileTaken, hand_in_notices, type Which } from './asks'
import { FileIntake } from './file_intake'

const WHICH: readonly Which[] = ['open', 'ended']

/** 入荷予定: goods that will come, notice by notice, and what the floor has taken in of them. */
export function ArrivalsPage() {
  const [which, choose] = useState<Which>('open')
  const answer = use_answer(
    `arrivals ${which}`,
    () => ask_arrivals(which),
    ({ topic }) => topic.startsWith('notice:'),
  )
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [taken, tell] = useState<FileTaken | null>(null)
  const take = async (file: File, owner: string) => {
    set_busy(true)
    const said = await hand_in_notices(file, owner)
    set_busy(false)
    refuse(said.refusal)
    tell(said.value)
    answer.again()
  }
  const close = async (notice_id: number) => {
    refuse((await close_arrival(notice_id)).refusal)
    answer.again()
  }
  const { go } = use_address()
  const label = async (notice_id: number) => {
    const said = await give_own_codes({ owner: null, notice: notice_id })
    refuse(said.refusal)
    if (said.refusal === null) go('/labels', { kind: 'own', notice: notice_id })
  }
  const { value } = answer
  return (
    <Page title={t('arrivals.title')} long actions={<Age of={answer} />}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {value !== null && (
        <FileIntake
          owners={value.owners}
          busy={busy}
          on_file={(file, owner) => void take(file, owner)}
        />
      )}
      {taken !== null && <Taken of={taken} />}
      <Segments
        label={t('arrivals.which')}
        value={which}
        choices={WHICH.map((one) => ({ value: one, label: t(`arrivals.which.${one}`) }))}
        on_choose={(one) => choose(one as Which)}
      />
      {value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {value !== null && value.notices.length === 0 && (
        <Quiet icon="truck" title={t(`arrivals.none.${which}`)} />
      )}
      {value !== null && value.notices.length > 0 && (
        <ArrivalTable
          notices={value.notices}
          owners={value.owners}
          on_close={(notice_id) => void close(notice_id)}
          on_labels={(notice_id) => void label(notice_id)}
        />
      )}
    </Page>
  )
}

function Taken({ of }: { of: FileTaken }) {
  const broken = of.problems.length
  return (
    <>
      <Notice tone={broken > 0 ? 'wait' : 'done'} icon={broken > 0 ? 'alert' : 'check'}>
        {t('arrivals.taken', { n: of.taken.length })}
        {broken > 0 && ` ${t('arrivals.taken.problems', { n: broken })}`}
      </Notice>
      {broken > 0 && <ProblemTable problems={of.problems} rejected={broken} />}
    </>
  )
}
