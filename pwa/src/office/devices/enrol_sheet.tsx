import { useEffect, useState } from 'preact/hooks'
import { Button, Countdown, Icon, Notice, seconds_now } from '../../interface'
import { subscribe } from '../../live'
import { Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import { DEVICE_KINDS, type DeviceKind, type Enrolment } from '../answers'
import type { Refusal } from '../ask'
import { open_enrolment } from '../asks'
import { Segments } from '../chips'
import { Trouble } from '../trouble'

/** Let a device in: what kind, then a QR code that its camera or browser reads; says so when it has come in. */
export function EnrolSheet({ on_close }: { on_close: () => void }) {
  const [kind, choose] = useState<DeviceKind>('handheld')
  const [name, type] = useState('')
  const [enrolment, show] = useState<Enrolment | null>(null)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [busy, set_busy] = useState(false)
  const open = async () => {
    set_busy(true)
    const reply = await open_enrolment(kind, name.trim())
    set_busy(false)
    refuse(reply.refusal)
    show(reply.value)
  }
  return (
    <Sheet title={t('devices.enrol')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      {enrolment === null ? (
        <>
          <Segments
            label={t('devices.kind')}
            value={kind}
            choices={DEVICE_KINDS.map((value) => ({ value, label: t(`device.${value}`) }))}
            on_choose={(value) => choose(value as DeviceKind)}
          />
          <TextField
            label={t('devices.name')}
            value={name}
            placeholder={t(`device.${kind}.example`)}
            hint={t('devices.name.hint')}
            on_input={type}
          />
          <div class="sheet-actions">
            <Button kind="primary" icon="scan" busy={busy} on_press={() => void open()}>
              {t('devices.enrol.open')}
            </Button>
          </div>
        </>
      ) : (
        <EnrolmentCode enrolment={enrolment} again={() => void open()} on_close={on_close} />
      )}
    </Sheet>
  )
}

type CodeProps = { enrolment: Enrolment; again: () => void; on_close: () => void }

function EnrolmentCode({ enrolment, again, on_close }: CodeProps) {
  const came_in = use_enrolled(enrolment.code)
  const over = Date.parse(enrolment.expires_at) <= seconds_now.value
  if (came_in) {
    return (
      <>
        <Notice tone="ok" icon="check">
          {t('devices.enrolled')}
        </Notice>
        <div class="sheet-actions">
          <Button kind="primary" on_press={on_close}>
            {t('common.close')}
          </Button>
        </div>
      </>
    )
  }
  return (
    <div class="enrolment">
      <ol class="enrol-steps">
        <li>{t('devices.enrol.step_camera')}</li>
        <li>{t('devices.enrol.step_or')}</li>
      </ol>
      <div class={over ? 'enrol-qr enrol-over' : 'enrol-qr'}>
        <img src={svg_address(enrolment.qr_svg)} alt={t('devices.enrol.qr')} />
        {over && (
          <Button kind="primary" icon="refresh" on_press={again}>
            {t('devices.enrol.again')}
          </Button>
        )}
      </div>
      <p class="enrol-code">{enrolment.code}</p>
      <p class="enrol-time">
        <Icon name="clock" size_px={16} />
        {over ? t('devices.enrol.over') : <Countdown until={enrolment.expires_at} />}
      </p>
      <p class="faint enrol-url">{enrolment.url.split('#')[0]}</p>
    </div>
  )
}

/** The feed tells of every device that comes in; while the code is on the screen, that is the one. */
function use_enrolled(code: string): boolean {
  const [came_in, tell] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another code waits for another device
  useEffect(() => {
    tell(false)
    const hear = ({ kind }: { kind: string }) => {
      if (kind === 'device_enrolled') tell(true)
    }
    return subscribe('device:', hear, () => undefined)
  }, [code])
  return came_in
}

/** As a picture and not as markup: what the server drew can then run nothing. */
function svg_address(svg: string): string {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
}
