import { Button, Icon, Notice, Spinner } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import type { OrderCard, WavePreview as Preview } from '../answers'
import { Trouble } from '../trouble'
import type { Answer } from '../use_answer'

type WavePreviewProps = {
  answer: Answer<Preview>
  /** The orders of the choice that have no stock; the first of them, when there are many. */
  without_stock: readonly OrderCard[]
  busy: boolean
  on_release: () => void
}

/** What a release would send to the floor, kept current while the choice changes and stock moves. */
export function WavePreview({ answer, without_stock, busy, on_release }: WavePreviewProps) {
  const found = answer.value
  if (answer.refusal !== null) return <Trouble refusal={answer.refusal} again={answer.again} />
  if (found === null) return <Spinner label={t('common.wait')} />
  return (
    <section class="panel wave-preview" aria-label={t('waves.preview')} aria-live="polite">
      <h2>{t('waves.preview')}</h2>
      <dl class={`wave-sums${answer.busy ? ' rows-busy' : ''}`}>
        <Sum n={found.orders} words={t('waves.sum.orders')} strong />
        <Sum n={found.carts} words={t('waves.sum.carts')} strong />
        <Sum n={found.lines} words={t('waves.sum.lines')} />
        <Sum n={found.pieces} words={t('waves.sum.pieces')} />
      </dl>
      <WithoutStock n={found.without_stock} orders={without_stock} />
      {found.orders === 0 && (
        <Notice tone="calm" icon="info">
          {t('waves.nothing')}
        </Notice>
      )}
      <Button
        kind="primary"
        icon="cart"
        wide
        busy={busy}
        disabled={found.orders === 0}
        on_press={on_release}
      >
        {t('waves.release', { orders: found.orders, carts: found.carts })}
      </Button>
      <p class="faint wave-after">{t('waves.after')}</p>
    </section>
  )
}

function Sum({ n, words, strong = false }: { n: number; words: string; strong?: boolean }) {
  return (
    <div class={strong ? 'wave-sum wave-sum-strong' : 'wave-sum'}>
      <dt>{words}</dt>
      <dd>{n}</dd>
    </div>
  )
}

/** Orders that stay because their stock is not there: said here, so that nobody misses them later. */
function WithoutStock({ n, orders }: { n: number; orders: readonly OrderCard[] }) {
  if (n === 0) return null
  return (
    <details class="without-stock">
      <summary>
        <Icon name="clock" size_px={16} />
        {t('waves.without_stock', { n })}
        <Icon name="chevron_down" size_px={14} />
      </summary>
      <ul>
        {orders.map((order) => (
          <li key={order.id}>
            <a href={link_to(`/orders/${order.id}`)}>{order.external}</a>
            <span>
              {t('waves.missing', {
                n: order.pieces - order.reserved_pieces,
                pieces: order.pieces,
              })}
            </span>
          </li>
        ))}
      </ul>
      <a class="without-stock-all" href={link_to('/orders', { stage: 'waiting' })}>
        {t('waves.without_stock.all')}
      </a>
    </details>
  )
}
