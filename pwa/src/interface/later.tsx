import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../words'
import { Button } from './button'
import { Quiet, Spinner } from './parts'

/** A room whose code loads when it is opened; one that cannot be loaded says so and can be tried again. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  is_over = false,
): ComponentType<Props> {
  let room: ComponentType<Props> | null = null
  return function Later(props: Props) {
    const [state, tell] = useState<'loading' | 'here' | 'failed'>(
      room === null ? 'loading' : 'here',
    )
    useEffect(() => {
      if (state !== 'loading') return
      load()
        .then((loaded) => {
          room = loaded
          tell('here')
        })
        .catch(() => tell('failed'))
    }, [state])
    if (room !== null) {
      const Room = room
      return <Room {...props} />
    }
    // Over a page the page itself stays in sight meanwhile.
    if (is_over) return null
    if (state === 'failed') return <NotLoaded on_retry={() => tell('loading')} />
    return <Loading />
  }
}

/** The same for what lies over a page: nothing is shown of it until it is here. */
export function later_over<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  return later(load, true)
}

/** Something is on its way and fills the page. */
export function Loading() {
  return (
    <div class="waiting">
      <Spinner label={t('common.wait')} />
    </div>
  )
}

function NotLoaded({ on_retry }: { on_retry: () => void }) {
  return (
    <div class="waiting">
      <Quiet icon="wifi_off" title={t('fault.offline')}>
        <Button kind="primary" icon="refresh" on_press={on_retry}>
          {t('common.retry')}
        </Button>
      </Quiet>
    </div>
  )
}
