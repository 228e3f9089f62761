import { connected } from '../live'
import { t } from '../words'

/** Whether this page hears of changes the moment they happen. */
export function ConnectionState() {
  const state = connected.value ? 'live' : 'cut'
  return (
    <p class={`connection connection-${state}`} role="status">
      <span class="connection-dot" aria-hidden="true" />
      {t(`connection.${state}`)}
    </p>
  )
}
