import { useState } from 'preact/hooks'
import { Button, Notice, Quiet, Spinner } from '../../interface'
import { Sheet } from '../../sheets'
import { t } from '../../words'
import { Age } from '../age'
import type { Device } from '../answers'
import type { Refusal } from '../ask'
import { ask_devices, ask_sent_messages, revoke_device } from '../asks'
import { Page } from '../page'
import { Trouble } from '../trouble'
import { use_answer } from '../use_answer'
import { DeviceTable } from './device_table'
import { EnrolSheet } from './enrol_sheet'
import { MessageSheet } from './message_sheet'
import { can_read, SentMessages } from './sent_messages'

/** Whom a message is being written to; none means everybody. */
type Recipient = { device: Device | null }

/** 端末: which handhelds, tablets and boards belong here, and how they are. */
export function DevicesPage() {
  const answer = use_answer('devices', ask_devices, ({ topic }) => topic.startsWith('device:'))
  const sent = use_answer('messages', ask_sent_messages, ({ topic }) =>
    topic.startsWith('message:'),
  )
  const [writing, write] = useState<Recipient | null>(null)
  const [told, tell] = useState<string | null>(null)
  const [enrolling, enrol] = useState(false)
  const [leaving, leave] = useState<Device | null>(null)
  const devices = (answer.value?.devices ?? []).filter(({ revoked_at }) => revoked_at === null)
  return (
    <Page
      title={t('devices.title')}
      long
      actions={
        <>
          <Age of={answer} />
          {devices.some(can_read) && (
            <Button kind="quiet" icon="message" on_press={() => write({ device: null })}>
              {t('messages.to_all')}
            </Button>
          )}
          <Button kind="primary" icon="plus" on_press={() => enrol(true)}>
            {t('devices.enrol')}
          </Button>
        </>
      }
    >
      {told !== null && (
        <Notice tone="ok" icon="check">
          {t('messages.told', { name: told })}
        </Notice>
      )}
      {answer.refusal !== null && <Trouble refusal={answer.refusal} again={answer.again} />}
      {answer.value === null && answer.refusal === null && <Spinner label={t('common.wait')} />}
      {answer.value !== null && devices.length === 0 && (
        <Quiet icon="device" title={t('devices.none.title')}>
          <p>{t('devices.none.words')}</p>
          <Button kind="primary" icon="plus" on_press={() => enrol(true)}>
            {t('devices.enrol')}
          </Button>
        </Quiet>
      )}
      {devices.length > 0 && (
        <DeviceTable
          devices={devices}
          on_message={(device) => write({ device })}
          on_revoke={leave}
        />
      )}
      {sent.value !== null && sent.value.messages.length > 0 && (
        <SentMessages messages={sent.value.messages} devices={devices} />
      )}
      {writing !== null && (
        <MessageSheet
          device={writing.device}
          on_close={() => write(null)}
          on_sent={() => {
            tell(writing.device?.name ?? t('messages.for.all'))
            write(null)
            sent.again()
          }}
        />
      )}
      {enrolling && (
        <EnrolSheet
          on_close={() => {
            enrol(false)
            answer.again()
          }}
        />
      )}
      {leaving !== null && (
        <RevokeSheet
          device={leaving}
          on_close={() => {
            leave(null)
            answer.again()
          }}
        />
      )}
    </Page>
  )
}

/** A lost or broken device is shut out; what it has not handed in stays on it. */
function RevokeSheet({ device, on_close }: { device: Device; on_close: () => void }) {
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const revoke = async () => {
    set_busy(true)
    const reply = await revoke_device(device.id)
    set_busy(false)
    refuse(reply.refusal)
    if (reply.refusal === null) on_close()
  }
  return (
    <Sheet
      title={t('devices.revoke.title', { name: device.name })}
      close_label={t('common.close')}
      on_close={on_close}
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      <p>{t('devices.revoke.words')}</p>
      {device.unsent_events > 0 && (
        <Notice tone="ng" icon="alert">
          {t('devices.revoke.unsent', { n: device.unsent_events })}
        </Notice>
      )}
      <div class="sheet-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.cancel')}
        </Button>
        <Button kind="danger" busy={busy} on_press={() => void revoke()}>
          {t('devices.revoke.go')}
        </Button>
      </div>
    </Sheet>
  )
}
