import { useState } from 'preact/hooks'
import { Button } from '../../interface'
import { TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { want_count } from '../asks'
import { refusal_words } from '../trouble'

/** A supervisor names a place, and whoever is free counts it. */
export function WantCount({ on_done }: { on_done: () => void }) {
  const [place, write] = useState('')
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const want = async () => {
    set_busy(true)
    const reply = await want_count(place)
    set_busy(false)
    refuse(reply.refusal)
    if (reply.refusal !== null) return
    write('')
    on_done()
  }
  return (
    <form
      class="want-count"
      onSubmit={(event) => {
        event.preventDefault()
        void want()
      }}
    >
      <TextField
        label={t('tasks.count.place')}
        placeholder="A-01-03"
        value={place}
        on_input={write}
        problem={refusal === null ? null : refusal_words(refusal)}
      />
      <Button icon="list" type="submit" busy={busy} disabled={place.trim() === ''}>
        {t('tasks.count.want')}
      </Button>
    </form>
  )
}
