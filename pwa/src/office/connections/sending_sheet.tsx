import { useEffect, useState } from 'preact/hooks'
import { Button, day_and_time, Spinner } from '../../interface'
import { Sheet } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { ask_sending, send_again, settle_sending, type WholeSending } from './asks'
import { fault_words, kind_words } from './news_words'

type SendingSheetProps = {
  connection_id: number
  sending_id: number
  on_sent: () => void
  on_close: () => void
}

/** One sending: the very text, what each attempt came to, and a way to send it again. */
export function SendingSheet({ connection_id, sending_id, on_sent, on_close }: SendingSheetProps) {
  const [known, learn] = useState<WholeSending | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [busy, set_busy] = useState(false)
  useEffect(() => {
    void ask_sending(connection_id, sending_id).then((said) => {
      learn(said.value)
      refuse(said.refusal)
    })
  }, [connection_id, sending_id])
  const answer_with = async (ask: typeof send_again) => {
    set_busy(true)
    const said = await ask(connection_id, sending_id)
    set_busy(false)
    refuse(said.refusal)
    if (said.refusal !== null) return
    on_sent()
    on_close()
  }
  return (
    <Sheet
      title={known === null ? t('connections.sending') : kind_words(known.kind)}
      close_label={t('common.close')}
      on_close={on_close}
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      {known === null && refusal === null && <Spinner label={t('common.wait')} />}
      {known !== null && (
        <>
          <p class="faint code">{known.public_id}</p>
          {known.request !== null && (
            <>
              <h3>{t('connections.request')}</h3>
              <pre class="sending-body">{known.request}</pre>
            </>
          )}
          <h3>{t('connections.body')}</h3>
          <pre class="sending-body">{known.body}</pre>
          <h3>{t('connections.attempts', { n: known.attempts.length })}</h3>
          <Attempts of={known} />
          {known.settled_at !== null && (
            <p class="faint">{t('connections.settled', { at: day_and_time(known.settled_at) })}</p>
          )}
          <div class="sheet-actions">
            {known.state === 'dead' && known.settled_at === null && (
              <Button
                kind="quiet"
                icon="check"
                disabled={busy}
                on_press={() => void answer_with(settle_sending)}
              >
                {t('connections.settle')}
              </Button>
            )}
            <Button
              kind="primary"
              icon="refresh"
              busy={busy}
              on_press={() => void answer_with(send_again)}
            >
              {t('connections.again')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}

function Attempts({ of }: { of: WholeSending }) {
  return (
    <ol class="sending-attempts">
      {of.attempts.map((one) => (
        <li key={one.at}>
          <span class="faint nowrap">{day_and_time(one.at)}</span>
          <strong>{one.fault === null ? (one.status ?? '–') : fault_words(one.fault)}</strong>
          <span class="nowrap">{t('connections.ms', { n: one.milliseconds })}</span>
          <span class="code">{one.answer}</span>
        </li>
      ))}
    </ol>
  )
}
