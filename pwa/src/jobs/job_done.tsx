import type { ComponentChildren } from 'preact'
import { Button, HandheldScreen, Icon } from '../interface'
import type { Job, TaskKind } from '../server_api'
import { read } from '../vocabulary'
import { t } from '../words'
import { choose_work, counts, give_cue, judge, lay_job_down, NEXT_LABEL, use_scans } from '../work'

type JobDoneProps = {
  job: Job
  header: ComponentChildren
  title: string
  lead: string
  /** Figures of what was done, two to four of them. */
  facts: readonly { name: string; value: number | string }[]
  children?: ComponentChildren
}

/** A job of the stock is over: what it came to, and back to its queue by the button or 次へ. */
export function JobDone({ job, header, title, lead, facts, children }: JobDoneProps) {
  const go_on = () => {
    leave(job.task.kind).catch(() => undefined)
  }
  use_scans((reading) => {
    if (read(reading.raw)[0].code !== NEXT_LABEL) {
      judge(reading)
      return
    }
    give_cue('line_done')
    go_on()
  })
  const unsent = counts.value.stored
  return (
    <HandheldScreen
      header={header}
      foot={
        <Button kind="primary" wide icon="arrow_right" on_press={go_on}>
          {t('jobs.done.next')}
        </Button>
      }
    >
      <section class="job-done">
        <Icon name="check" size_px={72} weight={3} />
        <h1>{title}</h1>
        <p>{lead}</p>
      </section>
      <dl class="job-done-facts">
        {facts.map(({ name, value }) => (
          <div key={name} class="job-done-fact">
            <dd>{value}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
      {children}
      {unsent > 0 && <p class="job-done-unsent">{t('jobs.done.unsent', { n: unsent })}</p>}
    </HandheldScreen>
  )
}

async function leave(kind: TaskKind): Promise<void> {
  choose_work(kind)
  await lay_job_down()
}
