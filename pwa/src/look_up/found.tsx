import { Icon, type IconName, Mark, Picture, Plate } from '../interface'
import type { Found, ProductFound, ShipmentFound, StockFound } from '../server_api'
import { t, t_code } from '../words'

const ICONS: Record<string, IconName> = {
  tote: 'tote',
  cart: 'cart',
  station: 'box',
  shipment: 'truck',
  badge: 'badge',
}

type HeadProps = Pick<Found, 'kind' | 'code' | 'zone'> & { products: readonly ProductFound[] }

/** What it is: a shelf by its plate, goods by their picture, anything else by its sign and code. */
export function Head({ kind, code, zone, products }: HeadProps) {
  if (kind === 'place') {
    return (
      <div class="look-up-head">
        <Plate>{code}</Plate>
        {zone !== null && <p>{zone}</p>}
      </div>
    )
  }
  if (products.length > 0) {
    return (
      <>
        {products.map((product) => (
          <Goods key={product.id} product={product} is_large />
        ))}
      </>
    )
  }
  return (
    <p class="look-up-thing">
      <Icon name={ICONS[kind] ?? 'tag'} size_px={40} />
      <span>{t_code('look_up.kind', kind)}</span>
      <strong>{code}</strong>
    </p>
  )
}

function Goods({ product, is_large = false }: { product: ProductFound; is_large?: boolean }) {
  return (
    <div class={is_large ? 'look-up-goods look-up-goods-large' : 'look-up-goods'}>
      <Picture
        url={product.picture}
        name={product.name}
        icon={product.kind === 'flyer' ? 'flyer' : 'box'}
      />
      <div class="look-up-words">
        <p class="look-up-name">{product.name}</p>
        {product.variant !== '' && <p class="look-up-variant">{product.variant}</p>}
        <p class="look-up-sku">{product.jan ?? product.sku}</p>
      </div>
    </div>
  )
}

/** Where goods lie: free to take, and held for orders. */
export function Stock({ lines }: { lines: readonly StockFound[] }) {
  if (lines.length === 0) return <p class="look-up-none">{t('look_up.no_stock')}</p>
  return (
    <ul class="look-up-stock">
      {lines.map((line) => (
        <li key={`${line.place}-${line.product}-${line.lot}`}>
          <span class="look-up-place">
            <strong>{line.place}</strong>
            <small>{[line.zone, line.lot, line.expires_on].filter(Boolean).join(' / ')}</small>
            <Keeps days_left={line.days_left} />
          </span>
          <Pieces line={line} />
        </li>
      ))}
    </ul>
  )
}

/** Days within which somebody should use goods up. */
const SOON_DAYS = 30

/** How long goods keep, where that is soon over. */
function Keeps({ days_left }: { days_left: number | null }) {
  if (days_left === null || days_left > SOON_DAYS) return null
  const words =
    days_left < 0
      ? t('look_up.days_left.gone')
      : days_left === 0
        ? t('look_up.days_left.today')
        : t('look_up.days_left', { n: days_left })
  return (
    <span>
      <Mark tone={days_left < 0 ? 'ng' : 'wait'}>{words}</Mark>
    </span>
  )
}

/** How much of a long list is not shown. */
export function More({ n }: { n: number }) {
  return n === 0 ? null : <p class="look-up-none">{t('look_up.more', { n })}</p>
}

/** What may be taken from a shelf; elsewhere goods are on their way. */
function Pieces({ line }: { line: StockFound }) {
  if (!line.is_on_shelf) {
    return <span class="look-up-count">{t('look_up.pieces', { n: line.on_hand_pieces })}</span>
  }
  return (
    <span class="look-up-pieces">
      <span>
        {t('look_up.free')} <strong>{line.free_pieces}</strong>
      </span>
      <span>
        {t('look_up.held')} <strong>{line.held_pieces}</strong>
      </span>
    </span>
  )
}

type ContentsProps = { lines: readonly StockFound[]; products: readonly ProductFound[] }

/** What lies here. */
export function Contents({ lines, products }: ContentsProps) {
  if (lines.length === 0) return <p class="look-up-none">{t('look_up.empty')}</p>
  return (
    <ul class="look-up-stock">
      {lines.map((line) => {
        const product = products.find(({ id }) => id === line.product)
        return (
          <li key={`${line.place}-${line.product}-${line.lot}`}>
            {product !== undefined && <Goods product={product} />}
            {(line.lot !== '' || line.expires_on !== null) && (
              <span class="look-up-of">
                {[line.lot, line.expires_on].filter(Boolean).join(' / ')}
                <Keeps days_left={line.days_left} />
              </span>
            )}
            <Pieces line={line} />
          </li>
        )
      })}
    </ul>
  )
}

/** A parcel on its way: which order of which shop, how far, in which tote. */
export function Parcel({ shipment, is_tote }: { shipment: ShipmentFound; is_tote: boolean }) {
  const facts: [string, string | null][] = [
    [t('look_up.order'), `${shipment.shop} ${shipment.order}`],
    [t('look_up.shipment'), shipment.number],
    [t('look_up.order_stage'), t_code('look_up.order_stage', shipment.stage)],
    [t('look_up.tote'), is_tote ? null : shipment.tote],
    [t('look_up.slip'), shipment.slip],
  ]
  return (
    <dl class="look-up-parcel">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

export function Totes({ codes }: { codes: readonly string[] }) {
  return (
    <p class="look-up-totes">
      {codes.map((code) => (
        <span key={code}>{code}</span>
      ))}
    </p>
  )
}
