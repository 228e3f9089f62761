import { useRef, useState } from 'preact/hooks'
import { Button, day_and_time, IconButton, Notice } from '../../interface'
import { t, t_code } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { ask_segments, end_segment, hand_in_segments, type SegmentsTaken } from './asks'

/** 顧客セグメント: the lists that rules may ask about, and a file with new ones. */
export function SegmentsPanel({ owner }: { owner: string }) {
  const [taken, take] = useState<SegmentsTaken | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const answer = use_answer(
    `segments ${owner}`,
    () => ask_segments(owner),
    (notice) => notice.kind === 'segments_listed',
  )
  const hand_in = async (file: File) => {
    const said = await hand_in_segments(file, owner)
    refuse(said.refusal)
    take(said.value)
    answer.again()
  }
  const end = async (segment: string) => {
    refuse((await end_segment(owner, segment)).refusal)
    answer.again()
  }
  const lists = answer.value?.segments ?? []
  return (
    <section class="panel segments" aria-label={t('segments.title')}>
      <div class="rule-panel-head">
        <h2>{t('segments.title')}</h2>
        <FileButton on_file={(file) => void hand_in(file)} />
      </div>
      <p class="rule-hint">{t('segments.hint')}</p>
      {refusal !== null && <Trouble refusal={refusal} />}
      {taken !== null && <Taken taken={taken} />}
      {lists.length > 0 && (
        <ul class="segment-lists">
          {lists.map(({ segment, customers, listed_at }) => (
            <li key={segment}>
              <b>{segment}</b>
              <span>{t('segments.customers', { n: customers })}</span>
              <span class="faint">{day_and_time(listed_at)}</span>
              <IconButton
                icon="close"
                label={t('segments.end', { segment })}
                on_press={() => void end(segment)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function FileButton({ on_file }: { on_file: (file: File) => void }) {
  const chooser = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon="upload" on_press={() => chooser.current?.click()}>
        {t('segments.file')}
      </Button>
      <input
        ref={chooser}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        class="unseen"
        tabIndex={-1}
        aria-label={t('segments.title')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          event.currentTarget.value = ''
          if (file !== undefined) on_file(file)
        }}
      />
    </>
  )
}

/** What the file came to, row by row where something should be known. */
function Taken({ taken }: { taken: SegmentsTaken }) {
  return (
    <>
      <Notice tone="ok" icon="check">
        {t('segments.taken', { n: taken.listed })}
      </Notice>
      {taken.problems.length > 0 && (
        <ul class="rule-problems">
          {taken.problems.map(({ row, code, value }) => (
            <li key={`${row} ${code}`}>
              {t('segments.row', { n: row })} {t_code('problem', code)}{' '}
              <code class="faint">{value}</code>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
