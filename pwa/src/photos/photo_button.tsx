import './photos.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../interface'
import { t } from '../words'
import { all_is_kept, journal_at_hand } from '../work'
import { hand_in_photos } from './hand_in'
import { made_small } from './small'

type State = 'none' | 'working' | 'kept' | 'unreadable' | 'full'

const ICONS = {
  none: 'camera',
  working: 'camera',
  kept: 'check',
  unreadable: 'alert',
  full: 'alert',
} as const

/**
 * 写真を付ける: the device's own camera takes it. It belongs to the scan after which it is offered, whatever is
 * written while the camera is open.
 */
export function PhotoButton() {
  const [state, tell] = useState<State>('none')
  const [event_id, belong_to] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    last_event()
      .then(belong_to)
      .catch(() => undefined)
  }, [])
  const take = async (file: File | undefined) => {
    if (file === undefined || event_id === null) return
    tell('working')
    tell(await kept(event_id, file))
  }
  return (
    <div class={`photo photo-${state}`} role="status">
      <Button
        wide
        icon={ICONS[state]}
        busy={state === 'working'}
        disabled={event_id === null}
        on_press={() => field.current?.click()}
      >
        {t(`photos.${state}`)}
      </Button>
      <input
        ref={field}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]).catch(() => tell('full'))
        }}
      />
    </div>
  )
}

async function last_event(): Promise<string | null> {
  await all_is_kept()
  const [reported] = (await journal_at_hand()?.recent(1)) ?? []
  return reported?.event_id ?? null
}

/** Keep the photo of this event, and send it on its way. */
async function kept(event_id: string, file: File): Promise<State> {
  const small = await made_small(file)
  const journal = journal_at_hand()
  if (small === null || journal === null) return 'unreadable'
  await journal.keep_photo(event_id, small)
  hand_in_photos(journal).catch(() => undefined)
  return 'kept'
}
