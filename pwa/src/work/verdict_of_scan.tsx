import { VerdictFlash, VerdictPanel } from '../interface'
import { t, t_code } from '../words'
import { type LastVerdict, last_verdict } from './work'

/**
 * The last verdict: a flash for a blink, and words that stay. A refusal stays until a right scan clears it and
 * says what was read and what would have been right.
 */
export function VerdictOfScan({ quiet_title = null }: { quiet_title?: string | null }) {
  const last = last_verdict.value
  if (last === null) return null
  return (
    <>
      <VerdictFlash tone={last.tone} count={last.count} />
      <VerdictPanel tone={last.tone} title={quiet_title ?? title_of(last)} row={last.row}>
        {last.tone === 'ng' ? (
          <ReadAndRight last={last} />
        ) : (
          <p class="verdict-read">{last.read}</p>
        )}
        {last.source === 'server' && <p class="verdict-source">{t('verdict.by_server')}</p>}
      </VerdictPanel>
    </>
  )
}

function title_of({ tone, because }: LastVerdict): string {
  if (because !== null) return t_code('refusal', because)
  if (tone === 'wait' || tone === 'ng') return t('verdict.asking')
  return tone === 'done' ? t('verdict.done') : t('verdict.ok')
}

function ReadAndRight({ last }: { last: LastVerdict }) {
  return (
    <dl class="read-and-right">
      <dt>{t('verdict.read')}</dt>
      <dd>{last.read}</dd>
      {last.expected !== null && (
        <>
          <dt>{t('verdict.right')}</dt>
          <dd class="right">{last.expected}</dd>
        </>
      )}
    </dl>
  )
}
