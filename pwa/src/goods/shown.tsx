import { Icon, type IconName, Picture, Plate } from '../interface'
import type { Product } from '../server_api'
import { t } from '../words'
import { tokens_of } from './naming'

type GoodsProps = { product: Product | null; lot?: string | null; large?: boolean }

/** What to take: picture, name, and what tells it from its look-alikes. */
export function Goods({ product, lot = null, large = false }: GoodsProps) {
  return (
    <div class={`goods${large ? ' goods-large' : ''}`}>
      <Picture url={product?.picture ?? null} name={product?.name ?? ''} icon="box" />
      <div class="goods-words">
        <p class="goods-name">{product?.name}</p>
        <p class="goods-tokens">
          {tokens_of(product?.variant ?? '').map((token) => (
            <span key={token} class="goods-token">
              {token}
            </span>
          ))}
        </p>
        <p class="goods-code">{product?.jan ?? product?.sku}</p>
        {lot !== null && <p class="goods-lot">{t('goods.lot', { lot })}</p>}
      </div>
    </div>
  )
}

/** How many are counted, counting up with every scan; `of` is how many it shall be, where that is known. */
export function CountUp({ done, of = null }: { done: number; of?: number | null }) {
  return (
    <p class="count-up">
      <strong key={done}>{done}</strong>
      {of !== null && <span>/{of}</span>}
    </p>
  )
}

type ShelfProps = { place: string; zone?: string; small?: boolean }

/** Where to look: the shelf as people call it, and which zone it stands in. */
export function Shelf({ place, zone = '', small = false }: ShelfProps) {
  return (
    <div class={`shelf${small ? ' shelf-small' : ''}`}>
      {zone !== '' && !small && <span class="shelf-zone">{t('goods.zone', { zone })}</span>}
      <Plate small={small}>{place}</Plate>
    </div>
  )
}

/** What to do now, in words, with the sign of it. */
export function Instruction({ icon, words }: { icon: IconName; words: string }) {
  return (
    <h1 class="instruction">
      <Icon name={icon} size_px={26} />
      {words}
    </h1>
  )
}
