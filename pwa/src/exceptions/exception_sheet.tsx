import { useState } from 'preact/hooks'
import { Button, Icon, Notice } from '../interface'
import { Facts } from '../interface/more_parts'
import { Sheet } from '../sheets'
import { t, t_code } from '../words'
import { age_words } from './age_words'
import './exceptions.css'
import {
  counts_of,
  differences_of,
  type FloorException,
  needs_note,
  notice_of,
  type Resolution,
  reason_of,
  resolutions_for,
  returned_of,
} from './floor_exception'
import { resolve_exception } from './resolve'

/** Of these a photo may come at any moment: its frame is there before it. */
const MAY_HAVE_PHOTO = new Set(['short_pick', 'set_aside'])

type ExceptionSheetProps = { exception: FloorException; on_close: () => void }

/** One exception and what can be decided about it. What each decision does stands under its name. */
export function ExceptionSheet({ exception, on_close }: ExceptionSheetProps) {
  const [chosen, choose] = useState<Resolution | null>(null)
  const [note, write] = useState('')
  const [busy, set_busy] = useState(false)
  const [refused, refuse] = useState<string | null>(null)
  const ready = chosen !== null && (!needs_note(chosen) || note.trim() !== '')
  const resolve = async () => {
    if (chosen === null) return
    set_busy(true)
    const code = await resolve_exception(exception.id, chosen, note.trim())
    set_busy(false)
    refuse(code)
    if (code === null) on_close()
  }
  return (
    <Sheet
      title={t_code('exception', exception.kind)}
      close_label={t('common.close')}
      on_close={on_close}
    >
      <p class="exception-why">{t_code('exception_why', exception.kind)}</p>
      <ExceptionFacts of={exception} />
      {MAY_HAVE_PHOTO.has(exception.kind) && exception.photo === null && (
        <p class="exception-photo exception-no-photo">{t('exception.no_photo')}</p>
      )}
      {exception.photo !== null && (
        <a class="exception-photo" href={exception.photo} target="_blank" rel="noopener">
          <img src={exception.photo} alt={t('exception.photo')} decoding="async" />
        </a>
      )}
      {refused !== null && (
        <Notice tone="ng" icon="alert">
          {t_code('resolve_refused', refused)}
        </Notice>
      )}
      <Resolutions of={exception} chosen={chosen} on_choose={choose} />
      <label class="exception-note">
        {t(chosen !== null && needs_note(chosen) ? 'resolve.note.needed' : 'resolve.note')}
        <textarea
          rows={2}
          maxLength={500}
          value={note}
          onInput={(event) => write(event.currentTarget.value)}
        />
      </label>
      <div class="exception-actions">
        <Button kind="quiet" on_press={on_close}>
          {t('common.cancel')}
        </Button>
        <Button
          kind="primary"
          icon="check"
          busy={busy}
          disabled={!ready}
          on_press={() => void resolve()}
        >
          {t('resolve.go')}
        </Button>
      </div>
    </Sheet>
  )
}

function ExceptionFacts({ of }: { of: FloorException }) {
  const known: [string, string | null][] = [
    [t('exception.reason'), reason_of(of)],
    [t('exception.place'), of.place],
    [t('exception.product'), of.product ?? returned_of(of)],
    [t('exception.counted'), counts_of(of)],
    [t('exception.notice'), notice_of(of)],
    [t('exception.differences'), differences_of(of)],
    [t('exception.quantity'), of.quantity_pieces > 0 ? String(of.quantity_pieces) : null],
    [t('exception.order'), of.order_number],
    [t('exception.shipment'), of.order_number === null ? of.shipment : null],
    [t('exception.person'), of.person],
    [t('exception.age'), age_words(of.age_minutes)],
  ]
  return <Facts of={known.filter((fact): fact is [string, string] => fact[1] !== null)} />
}

type ResolutionsProps = {
  of: FloorException
  chosen: Resolution | null
  on_choose: (resolution: Resolution) => void
}

function Resolutions({ of, chosen, on_choose }: ResolutionsProps) {
  return (
    <fieldset class="resolutions">
      <legend>{t('resolve.choose')}</legend>
      {resolutions_for(of).map((resolution) => (
        <label key={resolution} class="resolution">
          <input
            type="radio"
            name="resolution"
            checked={chosen === resolution}
            onChange={() => on_choose(resolution)}
          />
          <span>
            <b>{t(`resolve.${resolution}`)}</b>
            <span class="resolution-what">{t(`resolve.${resolution}.what`)}</span>
          </span>
          <Icon name="check" size_px={18} weight={3} />
        </label>
      ))}
    </fieldset>
  )
}
