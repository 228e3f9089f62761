import { useState } from 'preact/hooks'
import { Button, day_and_time, Mark } from '../../interface'
import { t } from '../../words'
import type { Connection } from './asks'
import { EditSheet } from './edit_sheet'

type ConnectionTableProps = {
  connections: readonly Connection[]
  server_time: string
  chosen: number | null
  on_choose: (connection_id: number) => void
  on_state: (of: Connection, state: Connection['state']) => void
  on_test: (of: Connection) => void
  on_changed: () => void
}

/** Every connection with how it is: what waits, since when, and how many attempts failed in a day. */
export function ConnectionTable(props: ConnectionTableProps) {
  const [edited, edit] = useState<number | null>(null)
  const shown = props.connections.find(({ id }) => id === edited)
  return (
    <div class="rows-frame rows-frame-inside">
      <table class="rows">
        <thead>
          <tr>
            <th>{t('connections.name')}</th>
            <th>{t('connections.health')}</th>
            <th class="col-time">{t('connections.heard_at')}</th>
            <th class="col-number">{t('connections.lag')}</th>
            <th class="col-number">{t('connections.failed')}</th>
            <th class="col-number">{t('connections.slow')}</th>
            <th>{t('connections.state')}</th>
            <th>{t('connections.check')}</th>
          </tr>
        </thead>
        <tbody>
          {props.connections.map((one) => (
            <ConnectionRow key={one.id} of={one} {...props} on_edit={() => edit(one.id)} />
          ))}
        </tbody>
      </table>
      {shown !== undefined && (
        <EditSheet of={shown} on_changed={props.on_changed} on_close={() => edit(null)} />
      )}
    </div>
  )
}

type ConnectionRowProps = ConnectionTableProps & { of: Connection; on_edit: () => void }

function ConnectionRow({ of, ...props }: ConnectionRowProps) {
  return (
    <tr class="row" aria-current={of.id === props.chosen ? 'true' : undefined}>
      <td class="connection-name">
        <button type="button" class="row-link" onClick={() => props.on_choose(of.id)}>
          {of.name}
        </button>
        <span class="faint connection-address">
          {of.shop === null
            ? of.owner_name
            : t('connections.owner_shop', { owner: of.owner_name, shop: of.shop })}
        </span>
        <span class="faint connection-address" title={of.address}>
          {of.address}
        </span>
      </td>
      <td>
        <Health of={of} />
      </td>
      <td class="col-time faint">{of.heard_at === null ? '–' : day_and_time(of.heard_at)}</td>
      <td class="col-number nowrap">
        {of.waiting === 0
          ? '0'
          : t('connections.waiting', {
              n: of.waiting,
              seconds: seconds_between(of.waiting_since, props.server_time),
            })}
      </td>
      <td class="col-number nowrap">
        {of.attempts === 0 ? '–' : `${of.failed_attempts} / ${of.attempts}`}
      </td>
      <td class="col-number nowrap">
        {of.slow_milliseconds === null ? '–' : t('connections.ms', { n: of.slow_milliseconds })}
      </td>
      <td>
        <select
          class="connection-state"
          aria-label={t('connections.state')}
          value={of.state}
          onChange={(event) => props.on_state(of, event.currentTarget.value as Connection['state'])}
        >
          {(['on', 'paused', 'sandbox', 'off'] as const).map((state) => (
            <option key={state} value={state}>
              {t(`connections.state.${state}`)}
            </option>
          ))}
        </select>
      </td>
      <td class="connection-checks nowrap">
        <Button kind="quiet" on_press={() => props.on_test(of)}>
          {t('connections.test')}
        </Button>
        {of.system === 'webhook' && (
          <Button kind="quiet" icon="settings" on_press={props.on_edit}>
            {t('connections.edit')}
          </Button>
        )}
      </td>
    </tr>
  )
}

function Health({ of }: { of: Connection }) {
  if (of.state === 'paused') {
    return (
      <Mark tone="wait" icon="clock">
        {t('connections.health.paused')}
      </Mark>
    )
  }
  if (of.state !== 'on') return <Mark tone="calm">{t(`connections.state.${of.state}`)}</Mark>
  if (of.trouble !== null) {
    return (
      <Mark tone="ng" icon="alert">
        {t('connections.health.ill')}
      </Mark>
    )
  }
  if (of.rests_until !== null) {
    return (
      <Mark tone="ng" icon="alert">
        {t('connections.health.away')}
      </Mark>
    )
  }
  if (of.dead > 0) {
    return (
      <Mark tone="wait" icon="alert">
        {t('connections.health.dead', { n: of.dead })}
      </Mark>
    )
  }
  if (of.heard_at === null) return <Mark tone="calm">{t('connections.health.new')}</Mark>
  return (
    <Mark tone="done" icon="check">
      {t('connections.health.good')}
    </Mark>
  )
}

function seconds_between(from: string | null, until: string): number {
  if (from === null) return 0
  return Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / 1000))
}
