import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { t } from '../words'
import { Button } from './button'
import { Quiet, Spinner } from './parts'

/** A room that is loaded when it is opened, or before. */
export type Later<Props extends object> = ComponentType<Props> & {
  /** Load it before it is opened; then it opens at once, with or without a network. */
  bring: () => Promise<void>
}

/** A room whose code loads when it is opened; one that cannot be loaded says so and can be tried again. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  is_over = false,
): Later<Props> {
  let room: ComponentType<Props> | null = null
  const bring = async () => {
    room ??= await load()
  }
  function Opened(props: Props) {
    const [state, tell] = useState<'loading' | 'here' | 'failed'>(
      room === null ? 'loading' : 'here',
    )
    useEffect(() => {
      if (state !== 'loading') return
      bring()
        .then(() => tell('here'))
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
  return Object.assign(Opened, { bring })
}

/** The same for what lies over a page: nothing is shown of it until it is here. */
export function later_over<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): Later<Props> {
  return later(load, true)
}

const TRY_AGAIN_MS = 1_000

/** Load what a screen will open, once it is shown itself; what does not come is tried again when it is opened. */
export function use_brought(...rooms: { bring: () => Promise<void> }[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a screen's rooms are always the same
  useEffect(() => {
    for (const room of rooms) room.bring().catch(() => undefined)
  }, [])
}

/** What is loaded beside the page and must come: tried again until it is here. */
export async function sooner_or_later<Room>(load: () => Promise<Room>): Promise<Room> {
  for (;;) {
    try {
      return await load()
    } catch {
      await new Promise((go_on) => setTimeout(go_on, TRY_AGAIN_MS))
    }
  }
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
