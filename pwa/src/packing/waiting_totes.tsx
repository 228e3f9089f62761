import { Countdown, clock_time, Icon, Quiet, Spinner } from '../interface'
import { t } from '../words'
import type { WaitingTote } from './waiting'

type WaitingProps = {
  /** Null before the server has ever answered. */
  totes: WaitingTote[] | null
  /** When the list was last right (milliseconds since 1970); null while it is live. */
  known_at: number | null
}

/** 梱包待ち: what stands on the rack, the most urgent first. */
export function WaitingTotes({ totes, known_at }: WaitingProps) {
  return (
    <section class="tote-queue" aria-labelledby="waiting-title">
      <header class="tote-queue-head">
        <h2 id="waiting-title">{t('packing.waiting')}</h2>
        {totes !== null && (
          <p class="tote-queue-count">{t('packing.waiting.count', { n: totes.length })}</p>
        )}
      </header>
      {known_at !== null && totes !== null && (
        <p class="tote-queue-old" role="status">
          <Icon name="wifi_off" />
          {t('packing.waiting.old', { at: clock_time(known_at) })}
        </p>
      )}
      {totes === null && <Spinner label={t('common.wait')} />}
      {totes?.length === 0 && (
        <Quiet icon="tote" title={t('packing.waiting.none')}>
          {t('packing.waiting.none.hint')}
        </Quiet>
      )}
      {totes !== null && totes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
        <ol class="tote-queue-list" tabIndex={0} aria-labelledby="waiting-title">
          {totes.map((tote) => (
            <WaitingRow key={tote.task} tote={tote} />
          ))}
        </ol>
      )}
    </section>
  )
}

function WaitingRow({ tote }: { tote: WaitingTote }) {
  return (
    <li class={`tote-queue-row${tote.taken === null ? '' : ' tote-queue-row-taken'}`}>
      <span class="tote-queue-tote">{tote.tote ?? '—'}</span>
      <span class="tote-queue-words">
        <span class="tote-queue-carrier">{tote.carrier}</span>
        <span class="tote-queue-pieces">
          {tote.taken === null
            ? t('packing.waiting.pieces', { pieces: tote.pieces, lines: tote.lines })
            : words_taken(tote.taken)}
        </span>
      </span>
      <Countdown until={tote.due_at} />
    </li>
  )
}

function words_taken({ by, at }: { by: string; at: string | null }): string {
  return at === null
    ? t('packing.waiting.taken', { name: by })
    : t('packing.waiting.taken_at', { name: by, at: clock_time(at) })
}
