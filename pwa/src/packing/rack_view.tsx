import { Icon, type IconName, Picture } from '../interface'
import { t } from '../words'
import type { Rack, Slot, SlotState } from './rack'

/** So many rows leave room for what a flyer looks like; its card beside them shows it in any case. */
const ROWS_WITH_PICTURES = 3

/** チラシ棚: the rack as it stands before the packer, the slots of this parcel lit, the next one strongest. */
export function RackView({ racks }: { racks: readonly Rack[] }) {
  const rows = racks.reduce((sum, rack) => sum + rack.rows.length, 0)
  return (
    <div class={`flyer-racks${rows > ROWS_WITH_PICTURES ? ' flyer-racks-dense' : ''}`}>
      {racks.map((rack) => (
        <section
          key={rack.name}
          class="flyer-rack"
          aria-label={t('packing.rack.named', { name: rack.name })}
        >
          <p class="flyer-rack-name">{t('packing.rack.named', { name: rack.name })}</p>
          {rack.rows.map((row) => (
            <ol
              key={row.name}
              class="flyer-rack-row"
              style={{ gridTemplateColumns: `repeat(${rack.columns.length}, minmax(0, 1fr))` }}
            >
              {row.slots.map((slot, nth) =>
                slot === null ? (
                  <li key={rack.columns[nth]} class="flyer-slot-hole" aria-hidden="true" />
                ) : (
                  <SlotBox key={slot.place} slot={slot} row={row.name} />
                ),
              )}
            </ol>
          ))}
        </section>
      ))}
    </div>
  )
}

const SIGNS: Record<Exclude<SlotState, 'other'>, IconName> = {
  next: 'scan',
  wanted: 'flyer',
  done: 'check',
}

function SlotBox({ slot, row }: { slot: Slot; row: string }) {
  const { state, flyers, column } = slot
  const [flyer] = flyers
  return (
    <li
      class={`flyer-slot flyer-slot-${state}`}
      data-place={slot.place}
      aria-current={state === 'next'}
    >
      <span class="flyer-slot-place">{row === '' ? column : `${row}-${column}`}</span>
      {flyer !== undefined && (
        <>
          <Picture url={flyer.product?.picture ?? null} name="" icon="flyer" />
          {state !== 'other' && (
            <span class="flyer-slot-state">
              <Icon name={SIGNS[state]} weight={3} />
              {t(`packing.rack.${state}`)}
            </span>
          )}
        </>
      )}
    </li>
  )
}
