import { useState } from 'preact/hooks'
import { Button, Notice } from '../../interface'
import { Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Person } from '../answers'
import type { Refusal } from '../ask'
import { change_person } from '../asks'
import { Trouble } from '../trouble'
import { is_pin, PIN_DIGITS_LEAST, propose_pin } from './pins'

/** A new PIN for somebody who forgot theirs; shown once, to be told in person. */
export function PinSheet({ person, on_close }: { person: Person; on_close: () => void }) {
  const [pin, type] = useState(propose_pin)
  const [busy, set_busy] = useState(false)
  const [refusal, refuse] = useState<Refusal | null>(null)
  const [done, finish] = useState(false)
  const keep = async () => {
    set_busy(true)
    const reply = await change_person(person.id, { pin })
    set_busy(false)
    refuse(reply.refusal)
    finish(reply.refusal === null)
  }
  return (
    <Sheet
      title={t('pin.title', { name: person.name })}
      close_label={t('common.close')}
      on_close={on_close}
    >
      {refusal !== null && <Trouble refusal={refusal} />}
      {done ? (
        <>
          <p class="pin-shown">{pin}</p>
          <Notice tone="ok" icon="check">
            {t('pin.done', { name: person.name })}
          </Notice>
          <div class="sheet-actions">
            <Button kind="primary" on_press={on_close}>
              {t('common.close')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <TextField
            label={t('pin.new')}
            value={pin}
            keyboard="numeric"
            on_input={type}
            hint={t('pin.hint')}
            problem={is_pin(pin) ? null : t('pin.short', { n: PIN_DIGITS_LEAST })}
          />
          <div class="sheet-actions">
            <Button kind="quiet" icon="refresh" on_press={() => type(propose_pin())}>
              {t('pin.another')}
            </Button>
            <Button
              kind="primary"
              icon="lock"
              busy={busy}
              disabled={!is_pin(pin)}
              on_press={() => void keep()}
            >
              {t('pin.keep')}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}
