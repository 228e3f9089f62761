import { useEffect, useRef } from 'preact/hooks'
import { Icon, type IconName, Picture } from '../interface'
import { t, type Word } from '../words'
import { CountRing } from './count_ring'
import { type CardState, code_parts, type Density, type FlyerCard, type ItemCard } from './parcel'

const STATES: Record<CardState, { icon: IconName; item: Word; flyer: Word }> = {
  waiting: { icon: 'scan', item: 'packing.item.waiting', flyer: 'packing.flyer.waiting' },
  counting: { icon: 'circle', item: 'packing.item.counting', flyer: 'packing.flyer.counting' },
  complete: { icon: 'check', item: 'packing.item.complete', flyer: 'packing.flyer.complete' },
  short: { icon: 'minus', item: 'packing.item.short', flyer: 'packing.flyer.complete' },
}

/** Bring a card into sight when it becomes the one to look at; nothing moves when it is there already. */
function use_in_sight(is_wanted: boolean, change: string) {
  const card = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every further piece brings the card back
  useEffect(() => {
    // jsdom has no layout and no scrollIntoView.
    if (is_wanted) card.current?.scrollIntoView?.({ block: 'nearest' })
  }, [is_wanted, change])
  return card
}

function StateWord({ state, of }: { state: CardState; of: 'item' | 'flyer' }) {
  return (
    <p class={`state-word state-word-${state}`}>
      <Icon name={STATES[state].icon} weight={3} />
      {t(STATES[state][of])}
    </p>
  )
}

type ItemProps = {
  card: ItemCard
  density: Density
  is_last: boolean
  /** The card to look at, and the change that made it so. */
  is_in_sight: boolean
  change: string
}

/** One item of the order: picture, what it is, what tells it from its likes, how many are in. */
export function ItemTile({ card, density, is_last, is_in_sight, change }: ItemProps) {
  const place = use_in_sight(is_in_sight, change)
  const name = card.product?.name ?? t('packing.product_unknown')
  return (
    <li
      ref={place}
      class={`pack-card pack-card-${density} pack-card-${card.state}${is_last ? ' pack-card-last' : ''}`}
      data-line={card.line}
      aria-current={is_last}
    >
      <Picture url={card.product?.picture ?? null} name="" />
      <div class="pack-card-words">
        <h3 class="pack-card-name">{name}</h3>
        {card.tokens.length > 0 && (
          <p class="tokens">
            {card.tokens.map((token) => (
              <span key={token} class="token">
                {token}
              </span>
            ))}
            {card.has_twin && (
              <span class="twin">
                <Icon name="alert" weight={2.6} />
                {t('packing.twin')}
              </span>
            )}
          </p>
        )}
        <p class="pack-card-code">
          {card.product !== null && <ProductCode product={card.product} />}
          {card.lot !== null && (
            <span class="pack-card-lot">{t('packing.lot', { lot: card.lot })}</span>
          )}
        </p>
        {card.serials !== null && (
          <Serials serials={card.serials} is_asked={card.lacks_serial} density={density} />
        )}
      </div>
      <div class="pack-card-count">
        <CountRing done={card.packed_pieces} wanted={card.wanted_pieces} state={card.state} />
        <StateWord state={card.state} of="item" />
      </div>
    </li>
  )
}

type SerialsProps = { serials: readonly string[]; is_asked: boolean; density: Density }

/** The last of the serial numbers that were recorded, and whether the next one is asked for. */
function Serials({ serials, is_asked, density }: SerialsProps) {
  const shown = serials.slice(density === 'compact' ? -1 : -3)
  return (
    <p class={`pack-card-serials${is_asked ? ' pack-card-serials-asked' : ''}`}>
      <Icon name="tag" weight={2.4} />
      {is_asked && <b>{t('packing.serial.asked')}</b>}
      {!is_asked && shown.length === 0 && <span>{t('packing.serial.wanted')}</span>}
      {shown.map((serial) => (
        <span key={serial} class="pack-card-serial">
          {serial}
        </span>
      ))}
    </p>
  )
}

/** The JAN as printed on the article, its last four digits strong; the shop's own code where there is none. */
function ProductCode({ product }: { product: { jan: string | null; sku: string } }) {
  const { head, tail } = code_parts(product.jan ?? product.sku)
  return (
    <span class="product-code">
      <span class="product-code-kind">
        {t(product.jan === null ? 'packing.sku' : 'packing.jan')}
      </span>
      {head}
      <b>{tail}</b>
    </span>
  )
}

/** Letters of a code that tell two letters on one bench apart. */
const CODE_TAIL = 4

type FlyerProps = {
  card: FlyerCard
  is_last: boolean
  is_in_sight: boolean
  /** What changes with every scan, so that the card to see is brought back. */
  change: string
}

/** One flyer of this parcel: which, why this customer gets it, which rack holds it, whether it is in. */
export function FlyerTile({ card, is_last, is_in_sight, change }: FlyerProps) {
  const place = use_in_sight(is_in_sight, change)
  return (
    <li
      ref={place}
      class={`flyer-card flyer-card-${card.state}${is_last ? ' pack-card-last' : ''}`}
      data-line={card.line}
      aria-current={is_last}
    >
      <Picture url={card.product?.picture ?? null} name="" icon="flyer" />
      <div class="flyer-card-words">
        <p class="flyer-card-reason">{card.reason}</p>
        <h3 class="flyer-card-name">{card.product?.name ?? t('packing.product_unknown')}</h3>
        {card.code !== null && (
          <p class="flyer-card-code">
            {t('packing.letter.code', { code: `…${card.code.slice(-CODE_TAIL)}` })}
          </p>
        )}
        <div class="flyer-card-foot">
          <StateWord state={card.state} of="flyer" />
          {card.wanted_pieces > 1 && (
            <span class="flyer-card-count">
              {t('packing.sheets', { done: card.inserted_pieces, wanted: card.wanted_pieces })}
            </span>
          )}
        </div>
      </div>
      {card.place !== null && (
        <p class="rack">
          <span class="rack-word">{t('packing.rack')}</span>
          <span class="rack-place">{card.place}</span>
        </p>
      )}
    </li>
  )
}
