import { useState } from 'preact/hooks'
import { Button, day_and_time } from '../../interface'
import { Sheet, TextField } from '../../sheets'
import { t } from '../../words'
import type { Refusal } from '../ask'
import { Trouble } from '../trouble'
import { type Connections, retain } from './asks'

type Retention = Connections['retention']
type RetentionBarProps = { of: Retention; on_changed: () => void }

/** For how long what was told is kept, in one sentence; a press changes it. */
export function RetentionBar({ of, on_changed }: RetentionBarProps) {
  const [is_open, open] = useState(false)
  return (
    <section class="retention" aria-label={t('connections.retention')}>
      <p class="faint">
        {t('connections.retention.says', { news: of.news_days, attempts: of.attempts_days })}{' '}
        {of.swept_at === null
          ? ''
          : t('connections.retention.swept', { at: day_and_time(of.swept_at) })}
      </p>
      <Button kind="quiet" on_press={() => open(true)}>
        {t('connections.retention.change')}
      </Button>
      {is_open && <RetentionSheet of={of} on_changed={on_changed} on_close={() => open(false)} />}
    </section>
  )
}

function RetentionSheet({
  of,
  on_changed,
  on_close,
}: RetentionBarProps & { on_close: () => void }) {
  const [news, keep_news] = useState(String(of.news_days))
  const [attempts, keep_attempts] = useState(String(of.attempts_days))
  const [refusal, refuse] = useState<Refusal | null>(null)
  const days = [news, attempts].map((text) => (/^[0-9]{1,4}$/.test(text) ? Number(text) : 0))
  const [news_days = 0, attempts_days = 0] = days
  const save = async () => {
    const said = await retain({ news_days, attempts_days })
    refuse(said.refusal)
    if (said.refusal !== null) return
    on_changed()
    on_close()
  }
  return (
    <Sheet title={t('connections.retention')} close_label={t('common.close')} on_close={on_close}>
      {refusal !== null && <Trouble refusal={refusal} />}
      <TextField
        label={t('connections.retention.news')}
        hint={t('connections.retention.news.hint')}
        keyboard="numeric"
        value={news}
        on_input={keep_news}
        autofocus
      />
      <TextField
        label={t('connections.retention.attempts')}
        hint={t('connections.retention.attempts.hint')}
        keyboard="numeric"
        value={attempts}
        on_input={keep_attempts}
      />
      <div class="sheet-actions">
        <Button
          kind="primary"
          icon="check"
          disabled={news_days < 7 || news_days > 3650 || attempts_days < 1 || attempts_days > 3650}
          on_press={() => void save()}
        >
          {t('connections.edit.save')}
        </Button>
      </div>
    </Sheet>
  )
}
