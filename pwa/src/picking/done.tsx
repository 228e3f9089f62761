import './done.css'
import type { ComponentChildren } from 'preact'
import { Button, HandheldScreen, Icon } from '../interface'
import type { Job } from '../server_api'
import { read } from '../vocabulary'
import { bring_words, t } from '../words'
import { cart_done_en } from '../words/cart_done.en'
import { cart_done_ja } from '../words/cart_done.ja'
import {
  counts,
  give_cue,
  judge,
  last_verdict,
  lay_job_down,
  NEXT_LABEL,
  use_scans,
  VerdictOfScan,
} from '../work'
import { facts_of } from './cart_view'
import { summary_of } from './summary'
import { load_tasks, offer, take_task } from './tasks'
import { has_just_reported, PhotoButton } from './walk'

bring_words(cart_done_ja, cart_done_en)

/** The walk is over: what it came to, and where the cart goes. */
export function CartDone({ job, header }: { job: Job; header: ComponentChildren }) {
  const summary = summary_of(job)
  const { cart, lines } = facts_of(job)
  const is_for_nobody = lines.every((line) => line.dropped)
  const unsent = counts.value.stored
  use_scans((reading) => {
    if (read(reading.raw)[0].code === NEXT_LABEL) go_on().catch(() => undefined)
    else judge(reading)
  })
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
          {t('pick.done.next')}
        </Button>
      }
    >
      <section class="done">
        <Icon name={is_for_nobody ? 'close' : 'check'} size_px={72} weight={3} />
        <h1>{t(is_for_nobody ? 'pick.done.cancelled' : 'pick.done.title')}</h1>
        <p>
          {t(is_for_nobody ? 'pick.done.cancelled.lead' : 'pick.done.lead', { cart: cart ?? '' })}
        </p>
      </section>
      {['ng', 'wait'].includes(last_verdict.value?.tone ?? '') && <VerdictOfScan />}
      {has_just_reported() && <PhotoButton />}
      <dl class="done-facts">
        <Fact name={t('pick.done.pieces')} value={summary.picked_pieces} />
        <Fact name={t('pick.done.lines')} value={summary.lines} />
        <Fact name={t('pick.done.totes')} value={summary.totes.length} />
        {summary.short_pieces > 0 && (
          <Fact name={t('pick.done.short')} value={summary.short_pieces} is_short />
        )}
      </dl>
      {summary.shorts.length > 0 && (
        <ul class="done-shorts">
          {summary.shorts.map((view) => (
            <li key={view.line.line}>
              <strong>{view.place}</strong>
              <span>{view.product?.name}</span>
              <span>×{view.line.short}</span>
            </li>
          ))}
        </ul>
      )}
      {unsent > 0 && <p class="done-unsent">{t('pick.done.unsent', { n: unsent })}</p>}
    </HandheldScreen>
  )
}

/** 次へ: this cart is away, take the next. */
async function go_on(): Promise<void> {
  give_cue('line_done')
  await lay_job_down()
  await load_tasks()
  const [next] = offer.peek()
  if (next !== undefined) await take_task(next)
}

function Fact(props: { name: string; value: number; is_short?: boolean }) {
  return (
    <div class={props.is_short === true ? 'done-fact done-fact-short' : 'done-fact'}>
      <dd>{props.value}</dd>
      <dt>{props.name}</dt>
    </div>
  )
}
