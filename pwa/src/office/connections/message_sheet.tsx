import { useEffect, useState } from 'preact/hooks'
import { Button, day_and_time, Spinner } from '../../interface'
import { Sheet } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { code_words, topic_words } from './news_words'
import { ask_message, run_again, type WholeShopMessage } from './shop_asks'

type MessageSheetProps = {
  connection_id: number
  message_id: number
  on_run: () => void
  on_close: () => void
}

/** One thing a shop told: its very text, what became of it, and a way to take it in once more. */
export function MessageSheet({ connection_id, message_id, on_run, on_close }: MessageSheetProps) {
  const [known, learn] = useState<WholeShopMessage | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [busy, set_busy] = useState(false)
  useEffect(() => {
    void ask_message(connection_id, message_id).then((said) => {
      learn(said.value)
      refuse(said.refusal)
    })
  }, [connection_id, message_id])
  const again = async () => {
    set_busy(true)
    const said = await run_again(connection_id, message_id)
    set_busy(false)
    refuse(said.refusal)
    if (said.refusal !== null) return
    on_run()
    on_close()
  }
  const title = known === null ? t('shop.message') : topic_words(known.topic)
  return (
    <Sheet title={title} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {known === null && refusal === null && <Spinner label={t('common.wait')} />}
      {known !== null && (
        <>
          <p class="faint code">{known.external_id}</p>
          <p>
            <strong>{t(`shop.became.${known.state}`)}</strong> {code_words(known)}
          </p>
          {known.said_at !== null && (
            <p class="faint">{t('shop.said_at', { at: day_and_time(known.said_at) })}</p>
          )}
          <h3>{t('shop.body')}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it by keys */}
          <pre class="sending-body" tabIndex={0}>
            {known.body}
          </pre>
          <div class="sheet-actions">
            <Button kind="primary" icon="refresh" busy={busy} on_press={() => void again()}>
              {t('shop.again')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}
