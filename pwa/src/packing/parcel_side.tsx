import { Countdown, Icon, Mark } from '../interface'
import type { OrderShown } from '../server_api'
import { language, t } from '../words'
import { instructions_of } from './instructions'
import { INSTRUCTION_ICONS } from './instructions_over'
import { FlyerTile } from './item_card'
import { LetterPrints } from './letter_prints'
import { carrier_called, type FlyerCard, type ParcelJob } from './parcel'

type CarrierProps = { job: ParcelJob }

/** Who takes the parcel, and until when it must be closed. */
export function CarrierCard({ job }: CarrierProps) {
  return (
    <section class="carrier">
      <Icon name="truck" size_px={40} weight={1.9} />
      <p class="carrier-words">
        <span class="carrier-name">{carrier_called(job, language.value)}</span>
        <span class="carrier-order">{job.order.shop}</span>
      </p>
      <Countdown until={job.task.due_at} />
    </section>
  )
}

/** のし・ギフト・備考: what cannot be verified by a scan and must not be overlooked. */
export function Notes({ order }: { order: OrderShown }) {
  const instructions = instructions_of(order)
  if (!order.gift && order.note === '' && instructions.length === 0) return null
  return (
    <section class="notes" aria-label={t('packing.notes')}>
      {order.gift && (
        <p class="note">
          <Icon name="gift" size_px={32} />
          <span>
            <b class="note-word">{t('packing.gift')}</b>
            {t('packing.gift.do')}
          </span>
        </p>
      )}
      {instructions.map(({ kind, text }) => (
        <p key={`${kind} ${text}`} class="note">
          <Icon name={INSTRUCTION_ICONS[kind]} size_px={32} />
          <span>
            <b class="note-word">{t(`packing.told.${kind}`)}</b>
            {text}
          </span>
        </p>
      ))}
      {order.note !== '' && (
        <p class="note">
          <Icon name="info" size_px={32} />
          <span>
            <b class="note-word">{t('packing.note')}</b>
            {order.note}
          </span>
        </p>
      )}
    </section>
  )
}

type FlyersProps = {
  /** The number of the parcel's shipment, and where its letters are printed from. */
  shipment: string
  letters: string
  flyers: FlyerCard[]
  last_line: number | null
  /** The goods are in: the flyers are what the hands look for now. */
  is_next: boolean
  /** The rack is drawn: notes lie below it, and there is room. */
  is_beside_rack: boolean
}

/** One flyer is shown large, two beside the rack as they are, else close together: all are in sight at once. */
function size_of(flyers: number, is_beside_rack: boolean): string {
  if (flyers === 1) return ' flyer-list-one'
  return flyers === 2 && is_beside_rack ? '' : ' flyer-list-many'
}

/** 同梱物: the flyers this parcel must get. */
export function Flyers({
  shipment,
  letters,
  flyers,
  last_line,
  is_next,
  is_beside_rack,
}: FlyersProps) {
  const inserted = flyers.filter((flyer) => flyer.state === 'complete').length
  const all = inserted === flyers.length
  const next = is_next
    ? flyers.find(({ state }) => state !== 'complete' && state !== 'short')
    : undefined
  const in_sight = next?.line ?? last_line
  return (
    <section class={`flyers${is_next ? ' flyers-next' : ''}`} aria-labelledby="flyers-title">
      <header class="column-head">
        <h2 id="flyers-title">
          <Icon name="flyer" />
          {t('packing.flyers')}
        </h2>
        {flyers.length > 0 && (
          <Mark tone={all ? 'ok' : 'calm'} icon={all ? 'check' : 'circle'}>
            {t('packing.count.short', { done: inserted, wanted: flyers.length })}
          </Mark>
        )}
      </header>
      {flyers.some(({ code }) => code !== null) && (
        <LetterPrints shipment={shipment} address={letters} />
      )}
      {flyers.length === 0 ? (
        <p class="flyers-none">{t('packing.flyers.none')}</p>
      ) : (
        <ul
          class={`flyer-list${size_of(flyers.length, is_beside_rack)}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
          tabIndex={0}
          aria-labelledby="flyers-title"
        >
          {flyers.map((flyer) => (
            <FlyerTile
              key={flyer.line}
              card={flyer}
              is_last={flyer.line === last_line}
              is_in_sight={flyer.line === in_sight}
              change={`${last_line} ${inserted}`}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
