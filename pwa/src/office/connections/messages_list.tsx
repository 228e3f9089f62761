import { useEffect, useState } from 'preact/hooks'
import { day_and_time, Mark, Quiet, Spinner } from '../../interface'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Segments } from '../chips'
import { Trouble } from '../trouble'
import { MessageSheet } from './message_sheet'
import { code_words, topic_words } from './news_words'
import { ask_messages, type MessageState, type ShopMessage } from './shop_asks'

const STATES: readonly (MessageState | '')[] = ['', 'waiting', 'done', 'passed', 'rejected']
const TONES = {
  waiting: 'wait',
  done: 'done',
  passed: 'calm',
  rejected: 'ng',
  failed: 'ng',
} as const

/** What a shop told, the newest first, and what became of it; a press shows the very text. */
export function MessagesList({ connection_id, turn }: { connection_id: number; turn: number }) {
  const [state, narrow] = useState<MessageState | ''>('')
  const [messages, learn] = useState<readonly ShopMessage[] | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [opened, open] = useState<number | null>(null)
  const [asked, ask] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn is the wish to ask again
  useEffect(() => {
    let wanted = true
    void ask_messages(connection_id, state).then((said) => {
      if (!wanted) return
      refuse(said.refusal)
      if (said.value !== null) learn(said.value.messages)
    })
    return () => {
      wanted = false
    }
  }, [connection_id, state, turn, asked])
  return (
    <div class="sendings">
      {refusal !== null && <Trouble refusal={refusal} />}
      <Segments
        label={t('connections.which')}
        value={state}
        choices={STATES.map((one) => ({
          value: one,
          label: one === '' ? t('connections.which.all') : t(`shop.became.${one}`),
        }))}
        on_choose={(one) => narrow(one as MessageState | '')}
      />
      {messages === null && refusal === null && <Spinner label={t('common.wait')} />}
      {messages?.length === 0 && <Quiet icon="message" title={t('shop.messages.none')} />}
      {messages !== null && messages.length > 0 && <Rows messages={messages} on_open={open} />}
      {opened !== null && (
        <MessageSheet
          connection_id={connection_id}
          message_id={opened}
          on_run={() => ask((last) => last + 1)}
          on_close={() => open(null)}
        />
      )}
    </div>
  )
}

type RowsProps = { messages: readonly ShopMessage[]; on_open: (message_id: number) => void }

function Rows({ messages, on_open }: RowsProps) {
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th class="col-time">{t('connections.when')}</th>
            <th>{t('connections.what')}</th>
            <th>{t('shop.order')}</th>
            <th>{t('connections.became')}</th>
            <th>{t('shop.why')}</th>
            <th class="col-number">{t('connections.tries')}</th>
          </tr>
        </thead>
        <tbody>
          {messages.map((one) => (
            <tr key={one.id} class="row">
              <td class="col-time faint">{day_and_time(one.came_at)}</td>
              <td>
                <button type="button" class="row-link" onClick={() => on_open(one.id)}>
                  {topic_words(one.topic)}
                </button>
              </td>
              <td class="code">{one.external_no}</td>
              <td>
                <Mark tone={TONES[one.state]}>{t(`shop.became.${one.state}`)}</Mark>
              </td>
              <td>{code_words(one)}</td>
              <td class="col-number">{one.times}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
