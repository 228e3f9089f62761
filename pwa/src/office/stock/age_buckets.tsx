import { t } from '../../words'
import type { AgeBucket } from './asks'

type AgeBucketsProps = {
  buckets: readonly AgeBucket[]
  /** The number of the bucket that is looked at; empty for all. */
  chosen: string
  on_choose: (bucket: string) => void
}

/** How much of the stock is how old. A press shows only those; another press shows all again. */
export function AgeBuckets({ buckets, chosen, on_choose }: AgeBucketsProps) {
  const whole = buckets.reduce((sum, { pieces }) => sum + pieces, 0)
  return (
    <fieldset class="stock-ages">
      <legend class="unseen">{t('books.buckets')}</legend>
      {buckets.map(({ from_days, to_days, pieces }, nth) => {
        const share = whole === 0 ? 0 : Math.round((pieces / whole) * 100)
        const is_chosen = chosen === String(nth)
        return (
          <button
            key={from_days}
            type="button"
            class={`stock-age stock-age-${nth}`}
            aria-pressed={is_chosen}
            onClick={() => on_choose(is_chosen ? '' : String(nth))}
          >
            <span class="stock-age-days">
              {to_days === null
                ? t('books.bucket.open', { from: from_days })
                : t('books.bucket', { from: from_days, to: to_days })}
            </span>
            <strong>{t('books.bucket.pieces', { pieces: pieces.toLocaleString('ja-JP') })}</strong>
            <span class="stock-age-bar" aria-hidden="true">
              <span style={{ width: `${share}%` }} />
            </span>
            <span class="faint">{t('books.bucket.share', { share })}</span>
          </button>
        )
      })}
    </fieldset>
  )
}
