import { useEffect, useState } from 'preact/hooks'
import { Button, clock_time, day_and_time, Mark } from '../interface'
import type { Entry } from '../journal'
import { photos_waiting } from '../photos'
import type { ServerVerdict } from '../server_api'
import { t, t_code } from '../words'
import { counts } from '../work'
import { recent_records, settle_trouble } from './records'
import { hand_in_now } from './session'

const SHOWN_ENTRIES = 60

/** What this device did: not sent, sent, or seen differently by the server. */
export function RecordsList() {
  const [entries, show] = useState<Entry[] | null>(null)
  const { stored, sent, trouble } = counts.value
  // biome-ignore lint/correctness/useExhaustiveDependencies: the counts say that the journal changed
  useEffect(() => {
    recent_records(SHOWN_ENTRIES)
      .then(show)
      .catch(() => show([]))
  }, [stored, sent, trouble])
  return (
    <>
      <div class="records-counts">
        <Tally name={t('menu.records.stored')} value={stored} />
        <Tally name={t('menu.records.sent')} value={sent} />
        <Tally name={t('menu.records.trouble')} value={trouble} />
      </div>
      {photos_waiting.value > 0 && (
        <p class="menu-note">{t('photos.waiting', { n: photos_waiting.value })}</p>
      )}
      {stored > 0 && (
        <Button icon="upload" wide on_press={hand_in_now}>
          {t('menu.records.send')}
        </Button>
      )}
      {trouble > 0 && (
        <Button
          icon="check"
          wide
          on_press={() => {
            settle_trouble().catch(() => undefined)
          }}
        >
          {t('menu.records.settle')}
        </Button>
      )}
      {entries?.length === 0 && <p class="menu-note">{t('menu.records.none')}</p>}
      <ol class="records">
        {entries?.map((entry) => (
          <Record key={entry.event_id} of={entry} />
        ))}
      </ol>
    </>
  )
}

const TONES = { stored: 'wait', sent: 'ok', trouble: 'ng' } as const

function Record({ of: { state, event, answer } }: { of: Entry }) {
  return (
    <li class="record">
      <span class="record-raw">{event.raw}</span>
      <Mark tone={TONES[state]}>{t(`menu.records.state.${state}`)}</Mark>
      <span class="record-facts">
        {day_and_time(event.device_time)} / {answer?.row ?? event.row}
      </span>
      {answer !== null && <span class="record-said">{said(answer)}</span>}
    </li>
  )
}

/** What the server answered, why, and who has the task by now. */
function said({ verdict, because, detail }: ServerVerdict): string {
  const { by, at } = detail ?? {}
  const why = because === null ? [] : [t_code('refusal', because)]
  const who =
    typeof by === 'string' && typeof at === 'string'
      ? [t('lost.by', { name: by, at: clock_time(at) })]
      : []
  return [t(`menu.records.said.${verdict}`), ...why, ...who].join(' / ')
}

function Tally({ name, value }: { name: string; value: number }) {
  return (
    <p class="tally">
      <strong>{value}</strong>
      <span>{name}</span>
    </p>
  )
}
