import { Button, Notice } from '../interface'
import { has_words, t } from '../words'
import type { Refusal } from './ask'

/** The words for a refusal: its own, those of its status, or the code for the telephone. */
export function refusal_words(refusal: Refusal): string {
  const key = `refused.${refusal.code}`
  if (has_words(key)) return t(key, values_of(refusal))
  if (refusal.status === 0) return t('fault.offline')
  if (refusal.status === 403 || refusal.status === 401) return t('fault.forbidden')
  if (refusal.status === 404) return t('fault.not_found')
  if (refusal.status >= 500) return t('fault.server')
  return t('refused.other', { code: refusal.code })
}

function values_of({ detail }: Refusal): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : String(value ?? ''),
    ]),
  )
}

/** What went wrong, and a way on. */
export function Trouble({ refusal, again }: { refusal: Refusal; again?: () => void }) {
  return (
    <Notice tone="ng" icon="alert">
      <div class="trouble">
        <span>{refusal_words(refusal)}</span>
        {again !== undefined && (
          <Button kind="quiet" icon="refresh" on_press={again}>
            {t('common.retry')}
          </Button>
        )}
      </div>
    </Notice>
  )
}
