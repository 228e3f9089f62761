import type { ComponentChildren } from 'preact'
import { Mark } from '../interface'
import { language, t } from '../words'
import type { Changed } from './expectations'
import { next_stage } from './instruction'
import { ItemTile } from './item_card'
import {
  density_for,
  flyer_cards,
  in_reading_order,
  item_cards,
  left_to_verify,
  line_in_sight,
  type ParcelJob,
} from './parcel'
import { CarrierCard, Flyers, Notes } from './parcel_side'
import { racks_of } from './rack'
import { RackView } from './rack_view'

type ContentsProps = {
  job: ParcelJob
  /** The card that the last scan counted on. */
  last: Changed | null
  deeds: ComponentChildren
}

/**
 * The order's items on the left, the parcel's flyers, notes and carrier on the right. When the goods are in, the
 * flyer rack stands in their place with the notes below it: the cards of the flyers get all the room beside it.
 */
export function ContentsScreen({ job, last, deeds }: ContentsProps) {
  const cards = item_cards(job)
  const density = density_for(cards.length)
  const last_line = last?.of === 'item' ? last.line : null
  const in_sight = line_in_sight(cards, density, last_line)
  const pieces = job.facts.items.reduce((sum, item) => sum + item.wanted, 0)
  const done = pieces - left_to_verify(job.facts).items
  const is_whole = done === pieces && !cards.some((card) => card.lacks_serial)
  const flyers = flyer_cards(job, language.value)
  const is_for_flyers = next_stage(job) === 'flyers'
  const racks = is_for_flyers ? racks_of(job, flyers) : []
  return (
    <div class="bench">
      <main class="bench-main">
        <header class="column-head">
          <h2 class="order-head">
            {t('packing.order', { order: job.order.external ?? job.order.number })}
            <span class="order-head-shipment">{job.task.tote ?? job.order.number}</span>
          </h2>
          <Mark tone={is_whole ? 'ok' : 'calm'} icon={is_whole ? 'check' : 'box'}>
            {t('packing.count', { done, wanted: pieces })}
          </Mark>
        </header>
        {racks.length > 0 ? (
          <>
            <RackView racks={racks} />
            <Notes order={job.order} />
          </>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
          <ul class="pack-list" tabIndex={0} aria-label={t('packing.items')}>
            {in_reading_order(cards, density).map((card) => (
              <ItemTile
                key={card.line}
                card={card}
                density={density}
                is_last={last_line === card.line}
                is_in_sight={in_sight === card.line}
                change={`${last_line} ${done}`}
              />
            ))}
          </ul>
        )}
      </main>
      <aside class="bench-side">
        <CarrierCard job={job} />
        {racks.length === 0 && <Notes order={job.order} />}
        <Flyers
          shipment={job.facts.shipment}
          letters={`/api/v1/letters/${job.facts.shipment}?language=${language.value}`}
          flyers={flyers}
          last_line={last?.of === 'flyer' ? last.line : null}
          is_next={is_for_flyers}
          is_beside_rack={racks.length > 0}
        />
        {deeds}
      </aside>
    </div>
  )
}
