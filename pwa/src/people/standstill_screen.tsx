import './people.css'
import { Button, HandheldScreen, Icon } from '../interface'
import { t } from '../words'
import type { Standstill } from '../work'

/** Nothing can be scanned here: says why, and what helps. */
export function StandstillScreen({ why }: { why: Standstill }) {
  const is_storage = why === 'storage'
  return (
    <HandheldScreen
      foot={
        is_storage && (
          <Button kind="primary" wide icon="refresh" on_press={() => location.reload()}>
            {t('standstill.reload')}
          </Button>
        )
      }
    >
      <div class="entrance" role="alert">
        <header class={`entrance-head${is_storage ? ' entrance-stop' : ''}`}>
          <Icon name={is_storage ? 'close' : 'device'} size_px={96} weight={2.6} />
          <h1>{t(is_storage ? 'standstill.storage' : 'standstill.other_tab')}</h1>
          <p>{t(is_storage ? 'standstill.storage.lead' : 'standstill.other_tab.lead')}</p>
          {is_storage && <p>{t('standstill.storage.do')}</p>}
        </header>
      </div>
    </HandheldScreen>
  )
}
