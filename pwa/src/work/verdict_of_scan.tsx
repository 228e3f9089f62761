import { VerdictFlash, VerdictPanel } from '../interface'
import { t, t_code } from '../words'
import { ask_about } from './asked'
import { type LastVerdict, last_verdict } from './work'

/**
 * The last verdict: a flash for a blink, and words that stay. A refusal stays until a right scan clears it and
 * says what was read and what would have been right; beside it one may ask what the thing is.
 */
export function VerdictOfScan({ quiet_title = null }: { quiet_title?: string | null }) {
  const last = last_verdict.value
  if (last === null) return null
  return (
    <>
      <VerdictFlash tone={last.tone} count={last.count} />
      <VerdictPanel
        tone={last.tone}
        title={quiet_title ?? title_of(last)}
        row={last.row}
        action={last.tone === 'ng' && <AskWhat raw={last.raw} />}
      >
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

function AskWhat({ raw }: { raw: string }) {
  return (
    <button type="button" class="ask-what" onClick={() => ask_about(raw)}>
      {t('verdict.what_is_this')}
    </button>
  )
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
