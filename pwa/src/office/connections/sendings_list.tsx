import { useEffect, useState } from 'preact/hooks'
import { day_and_time, Mark, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Segments } from '../chips'
import { Trouble } from '../trouble'
import { ask_sendings, type Connection, type Sending, type SendingState } from './asks'
import { fault_words, kind_words } from './news_words'
import { SendingSheet } from './sending_sheet'

const STATES: readonly (SendingState | '')[] = [
  '',
  'waiting',
  'heard',
  'dead',
  'overtaken',
  'sandbox',
]
const TONES = {
  waiting: 'wait',
  sending: 'wait',
  heard: 'done',
  dead: 'ng',
  overtaken: 'calm',
  sandbox: 'calm',
} as const

/** What a connection was told, the newest first; a press shows the very text and every attempt. */
export function SendingsList({ of, turn }: { of: Connection; turn: number }) {
  const [state, narrow] = useState<SendingState | ''>('')
  const [sendings, learn] = useState<readonly Sending[] | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [opened, open] = useState<number | null>(null)
  const [asked, ask] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is the wish to ask again
  useEffect(() => {
    let wanted = true
    void ask_sendings(of.id, state).then((said) => {
      if (!wanted) return
      refuse(said.refusal)
      if (said.value !== null) learn(said.value.sendings)
    })
    return () => {
      wanted = false
    }
  }, [of.id, state, turn, asked])
  return (
    <section class="sendings" aria-label={t('connections.sendings', { name: of.name })}>
      <h2>{t('connections.sendings', { name: of.name })}</h2>
      {refusal !== null && <Trouble refusal={refusal} />}
      <Segments
        label={t('connections.which')}
        value={state}
        choices={STATES.map((one) => ({
          value: one,
          label: t(`connections.which.${one || 'all'}`),
        }))}
        on_choose={(one) => narrow(one as SendingState | '')}
      />
      {sendings === null && refusal === null && <Spinner label={t('common.wait')} />}
      {sendings?.length === 0 && <Quiet icon="message" title={t('connections.sendings.none')} />}
      {sendings !== null && sendings.length > 0 && (
        <SendingRows sendings={sendings} on_open={open} />
      )}
      {opened !== null && (
        <SendingSheet
          connection_id={of.id}
          sending_id={opened}
          on_sent={() => ask((last) => last + 1)}
          on_close={() => open(null)}
        />
      )}
    </section>
  )
}

type SendingRowsProps = { sendings: readonly Sending[]; on_open: (sending_id: number) => void }

function SendingRows({ sendings, on_open }: SendingRowsProps) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th class="col-time">{t('connections.when')}</th>
            <th>{t('connections.what')}</th>
            <th>{t('connections.about')}</th>
            <th>{t('connections.became')}</th>
            <th class="col-number">{t('connections.tries')}</th>
            <th>{t('connections.answer')}</th>
            <th class="col-time">{t('connections.next')}</th>
          </tr>
        </thead>
        <tbody>
          {sendings.map((one) => (
            <tr key={one.id} class="row">
              <td class="col-time faint">{day_and_time(one.made_at)}</td>
              <td>
                <button type="button" class="row-link" onClick={() => on_open(one.id)}>
                  {kind_words(one.kind)}
                </button>
              </td>
              <td class="code">{one.about}</td>
              <td>
                {one.settled_at === null ? (
                  <Mark tone={TONES[one.state]}>{t(`connections.became.${one.state}`)}</Mark>
                ) : (
                  <Mark tone="calm">{t('connections.became.settled')}</Mark>
                )}
              </td>
              <td class="col-number">{one.tries}</td>
              <td>{one.fault === null ? (one.status ?? '–') : fault_words(one.fault)}</td>
              <td class="col-time faint">
                {one.state === 'waiting' && one.tries > 0 ? day_and_time(one.due_at) : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
