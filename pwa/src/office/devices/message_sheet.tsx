import { useId, useState } from 'preact/hooks'
import { Button } from '../../interface'
import { Sheet } from '../../sheets'
import { t } from '../../words'
import type { Device } from '../answers'
import type { Refusal } from '../ask'
import { send_message } from '../asks'
import { Trouble } from '../trouble'

/** As server/messages/records.py has it; counted as the server counts, in characters and not in UTF-16. */
const LENGTH_MAX = 200

type MessageSheetProps = {
  /** Whom it is for; null means everybody on the floor. */
  device: Device | null
  on_sent: () => void
  on_close: () => void
}

/** A sentence for the hands on the floor. They see it at their next pause, never over a verdict. */
export function MessageSheet({ device, on_sent, on_close }: MessageSheetProps) {
  const [text, write] = useState('')
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const words = text.trim()
  const length = [...words].length
  const send = async () => {
    set_busy(true)
    const reply = await send_message(words, device?.id ?? null)
    set_busy(false)
    refuse(reply.refusal)
    if (reply.refusal === null) on_sent()
  }
  return (
    <Sheet
      title={device === null ? t('messages.to_all') : t('messages.to_one', { name: device.name })}
      close_label={t('common.close')}
      on_close={on_close}
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      <Sentence text={text} length={length} on_write={write} />
      <div class="sheet-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.cancel')}
        </Button>
        <Button
          kind="primary"
          icon="message"
          busy={busy}
          disabled={length === 0 || length > LENGTH_MAX}
          on_press={() => void send()}
        >
          {t('messages.send')}
        </Button>
      </div>
    </Sheet>
  )
}

type SentenceProps = { text: string; length: number; on_write: (text: string) => void }

function Sentence({ text, length, on_write }: SentenceProps) {
  const id = useId()
  const left = LENGTH_MAX - length
  return (
    <div class={left < 0 ? 'field field-wrong message-field' : 'field message-field'}>
      <label for={id}>{t('messages.text')}</label>
      <textarea
        id={id}
        rows={4}
        autofocus
        value={text}
        placeholder={t('messages.text.example')}
        aria-invalid={left < 0}
        aria-describedby={`${id}-note`}
        onInput={(event) => on_write(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class="field-note message-note">
        <span>{t('messages.text.hint')}</span>
        <span class="message-count">
          {left < 0
            ? t('messages.text.long', { n: -left })
            : t('messages.text.count', { n: length, most: LENGTH_MAX })}
        </span>
      </p>
    </div>
  )
}
