import { day_and_time, Mark } from '../../interface'
import { t } from '../../words'
import type { Device, SentMessage } from '../answers'

type SentMessagesProps = { messages: readonly SentMessage[]; devices: readonly Device[] }

/** What was said to the floor lately, and how many have read it. */
export function SentMessages({ messages, devices }: SentMessagesProps) {
  const readers = devices.filter(can_read).length
  return (
    <section class="past" aria-label={t('messages.sent')}>
      <h2>{t('messages.sent')}</h2>
      <div class="rows-frame rows-frame-inside">
        <table class="rows">
          <thead>
            <tr>
              <th>{t('messages.for')}</th>
              <th>{t('messages.text')}</th>
              <th>{t('messages.receipt')}</th>
              <th>{t('messages.sender')}</th>
              <th class="col-time">{t('messages.sent_at')}</th>
            </tr>
          </thead>
          <tbody>
            {messages.map((message) => (
              <tr key={message.id}>
                <td>
                  <strong>{message.device_name ?? t('messages.for.all')}</strong>
                </td>
                <td class="sent-text">{message.text}</td>
                <td>
                  <Receipt of={message} readers={message.device === null ? readers : 1} />
                </td>
                <td>{message.sender}</td>
                <td class="col-time faint">{day_and_time(message.sent_at)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** A board on the wall has nobody who could say that it was read. */
export function can_read({ kind }: Device): boolean {
  return kind !== 'board'
}

function Receipt({ of, readers }: { of: SentMessage; readers: number }) {
  // A device that was revoked meanwhile may have read it as well.
  const whole = Math.max(readers, of.read_on)
  if (of.read_on === 0) {
    return (
      <Mark tone="calm" icon="clock">
        {t('messages.unread')}
      </Mark>
    )
  }
  return (
    <Mark tone={of.read_on < whole ? 'wait' : 'ok'} icon={of.read_on < whole ? 'clock' : 'check'}>
      {of.device === null
        ? t('messages.read_on', { n: of.read_on, of: whole })
        : t('messages.read_by_one')}
    </Mark>
  )
}
