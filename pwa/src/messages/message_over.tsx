import '../interface/more_icons'
import './messages.css'
import { useEffect, useRef } from 'preact/hooks'
import { Button, clock_time, Icon } from '../interface'
import { bring_words, t } from '../words'
import { messages_en } from '../words/messages.en'
import { messages_ja } from '../words/messages.ja'
import { give_cue, is_at_a_pause, pass_down, use_scans } from '../work'
import { mark_read } from './inbox'
import { unread } from './unread'

bring_words(messages_ja, messages_en)

/** A scan sooner than this after the sentence appeared was begun before it: nobody has read it, in milliseconds. */
const READ_MS = 1500

/** The oldest unread sentence, at a pause of the work. */
export function MessageOver() {
  const [message] = unread.value
  if (message === undefined || !is_at_a_pause.value) return null
  return <Shown key={message.id} id={message.id} />
}

function Shown({ id }: { id: number }) {
  const appeared_ms = useRef(performance.now())
  const message = unread.value.find((one) => one.id === id)
  useEffect(() => give_cue('attention'), [])
  // The scan is the work's as well: nobody has to scan twice because somebody had something to say.
  use_scans((reading) => {
    if (performance.now() - appeared_ms.current > READ_MS) mark_read(id)
    pass_down(reading)
  })
  if (message === undefined) return null
  return (
    <section class="message" role="alertdialog" aria-label={t('messages.title')}>
      <div class="message-page">
        <h2>
          <Icon name="message" size_px={30} />
          {t(message.order === undefined ? 'messages.title' : 'messages.of_order')}
        </h2>
        <p class="message-text">{message.text}</p>
        <p class="message-from">
          {message.order === undefined
            ? t('messages.from', { name: message.sender, time: clock_time(message.sent_at) })
            : t('messages.order', { order: message.order })}
        </p>
        <p class="message-hint">{t('messages.hint')}</p>
        <Button kind="primary" wide icon="check" on_press={() => mark_read(id)}>
          {t('messages.read')}
        </Button>
      </div>
    </section>
  )
}
