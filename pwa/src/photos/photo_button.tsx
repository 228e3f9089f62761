import './photos.css'
import { useState } from 'preact/hooks'
import { Icon } from '../interface'
import { t, type Word } from '../words'
import { all_is_kept, journal_at_hand } from '../work'
import { hand_in_photos } from './hand_in'
import { made_small } from './small'

type State = 'none' | 'working' | 'kept' | 'unreadable' | 'full'

/** 写真を付ける: the device's own camera takes it; it belongs to the scan that was made last. */
export function PhotoButton() {
  const [state, tell] = useState<State>('none')
  const take = async (file: File | undefined) => {
    if (file === undefined) return
    tell('working')
    tell(await kept(file))
  }
  const words: Word = `photos.${state}`
  return (
    <label class={`photo-button photo-${state}`} aria-live="polite">
      <Icon name={state === 'kept' ? 'check' : state === 'full' ? 'alert' : 'camera'} />
      <span>{t(words)}</span>
      <input
        type="file"
        accept="image/*"
        capture="environment"
        class="photo-input"
        aria-label={t('photos.none')}
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]).catch(() => tell('full'))
        }}
      />
    </label>
  )
}

/** Keep the photo of the last event, and send it on its way. */
async function kept(file: File): Promise<State> {
  await all_is_kept()
  const journal = journal_at_hand()
  const [reported] = (await journal?.recent(1)) ?? []
  if (journal === null || reported === undefined) return 'none'
  const small = await made_small(file)
  if (small === null) return 'unreadable'
  await journal.keep_photo(reported.event_id, small)
  hand_in_photos(journal).catch(() => undefined)
  return 'kept'
}
