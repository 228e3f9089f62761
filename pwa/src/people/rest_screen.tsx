import { useState } from 'preact/hooks'
import {
  Button,
  clock_time,
  duration,
  HandheldScreen,
  Icon,
  Notice,
  seconds_now,
} from '../interface'
import { read } from '../vocabulary'
import { bring_words, t } from '../words'
import { menu_en } from '../words/menu.en'
import { menu_ja } from '../words/menu.ja'
import { give_cue, NEXT_LABEL, use_scans, worker } from '../work'
import { BREAK, end_break, resting_since } from './rest'

bring_words(menu_ja, menu_en)

/** 休憩中: since when, and one way back: a badge, 次へ, or the button. */
export function RestScreen() {
  const [is_refused, refuse] = useState(false)
  use_scans(({ raw }) => {
    const { kind, code } = read(raw)[0]
    if (kind === 'badge' || code === NEXT_LABEL || code === BREAK) return end_break()
    give_cue('ng')
    refuse(true)
  })
  const since = resting_since.value ?? seconds_now.value
  return (
    <HandheldScreen
      foot={
        <Button kind="primary" wide icon="arrow_right" on_press={end_break}>
          {t('rest.go_on')}
        </Button>
      }
    >
      <div class="rest">
        <Icon name="clock" size_px={72} weight={1.7} />
        <h1>{t('rest.title')}</h1>
        <p class="rest-time">{duration((seconds_now.value - since) / 1000)}</p>
        <p>{t('rest.since', { name: worker.value?.person.name ?? '', time: clock_time(since) })}</p>
        {is_refused && (
          <Notice tone="ng" icon="close">
            {t('rest.refused')}
          </Notice>
        )}
        <p class="rest-hint">{t('rest.hint')}</p>
      </div>
    </HandheldScreen>
  )
}
