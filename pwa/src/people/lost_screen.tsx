import './people.css'
import type { ComponentChildren } from 'preact'
import { Button, clock_time, HandheldScreen, Icon } from '../interface'
import { bring_words, t, t_code } from '../words'
import { people_en } from '../words/people.en'
import { people_ja } from '../words/people.ja'
import { type JobLost, lay_job_down } from '../work'

bring_words(people_ja, people_en)

/** The job in hand went elsewhere: says to whom and when, and what to do with the goods. */
export function LostScreen({ lost, header }: { lost: JobLost; header: ComponentChildren }) {
  return (
    <HandheldScreen
      header={header}
      foot={
        <Button
          kind="primary"
          wide
          icon="arrow_right"
          on_press={() => {
            lay_job_down().catch(() => undefined)
          }}
        >
          {t('lost.next')}
        </Button>
      }
    >
      <div class="entrance" role="alert">
        <header class="entrance-head entrance-stop">
          <Icon name="close" size_px={84} weight={2.6} />
          <h1>{t('lost.title')}</h1>
          <p>{t_code('refusal', lost.because)}</p>
          {lost.by !== null && lost.at !== null && (
            <p>{t('lost.by', { name: lost.by, at: clock_time(lost.at) })}</p>
          )}
          <p>{t('lost.lead')}</p>
        </header>
      </div>
    </HandheldScreen>
  )
}
