import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { CountUp, Goods, Instruction, product_words, UndoButton } from '../goods'
import { Button, HandheldScreen, Icon } from '../interface'
import { DayPad, JobDone, LotEntry, QuantityPad, ReasonSheet } from '../jobs'
import type { Job, Product } from '../server_api'
import { t } from '../words'
import { HandEntryButton, scan_by_touch, VerdictOfScan } from '../work'
import {
  back_label,
  DAMAGED,
  DONE,
  damaged_label,
  day_words,
  done_label,
  PART,
  UNKNOWN,
} from './job_words'
import {
  dock_of,
  expected_goods,
  facts_of,
  goods_asked,
  is_incomplete,
  progress_of_last,
  type ReceivedView,
  received_beside,
  received_last,
  received_so_far,
  step_of,
} from './receive_view'

type ReceiveProps = { job: Job; header: ComponentChildren }

/** A receipt from the first piece to the end: one instruction, one expected scan at a time. */
export function Receive({ job, header }: ReceiveProps) {
  if (step_of(job) === 'receive_done') return <ReceiveDone job={job} header={header} />
  return (
    <HandheldScreen header={header} foot={<Foot job={job} />}>
      <Now job={job} />
      <VerdictOfScan />
    </HandheldScreen>
  )
}

function Now({ job }: { job: Job }) {
  switch (step_of(job)) {
    case 'confirm_extra':
      return <Asked job={job} words={t('receive.step.confirm_extra')} lead={extra_lead(job)} />
    case 'say_lot':
      return <Asked job={job} words={t('receive.step.say_lot')} lead={t('receive.lead.say_lot')} />
    case 'say_day':
      return <Asked job={job} words={t('receive.step.say_day')} lead={t('receive.lead.say_day')} />
    default:
      return <ReceiveGoods job={job} />
  }
}

const extra_lead = (job: Job) =>
  t('receive.lead.confirm_extra', { notice: facts_of(job).notice ?? '' })

function ReceiveGoods({ job }: { job: Job }) {
  const last = received_last(job)
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('receive.step.receive_goods')} />
        <Where job={job} />
      </div>
      {facts_of(job).damaged && (
        <p class="receive-damaged">
          <Icon name="alert" weight={2.6} />
          {t('receive.damaged.on')}
        </p>
      )}
      {last === null ? <Waiting job={job} /> : <ReceivedLast job={job} last={last} />}
    </div>
  )
}

/** The notice and the dock: what the paper in the other hand says. */
function Where({ job }: { job: Job }) {
  const { notice } = facts_of(job)
  return (
    <p class="receive-where">
      <strong>{notice ?? t('receive.unannounced')}</strong>
      <span>{dock_of(job)}</span>
    </p>
  )
}

function ReceivedLast({ job, last }: { job: Job; last: ReceivedView }) {
  const progress = progress_of_last(job)
  const over = progress === null ? 0 : progress.came - progress.of
  return (
    <>
      <Goods
        product={last.product}
        lot={last.lot}
        large={over <= 0 && !facts_of(job).damaged && last.expires_on === null}
      />
      <p class={last.expires_on === null ? 'receive-about' : 'receive-about receive-day'}>
        {last.expires_on !== null && (
          <span>{t('receive.expires', { day: day_words(last.expires_on) })}</span>
        )}
        {over > 0 && (
          <strong>
            <Icon name="alert" />
            {t('receive.over', { n: over })}
          </strong>
        )}
      </p>
      {progress === null ? (
        <CountUp done={last.pieces} />
      ) : (
        <CountUp done={progress.came} of={Math.max(0, progress.of)} />
      )}
      <Beside job={job} />
    </>
  )
}

/** What the notice waits for before anything was scanned, or since damage was said. */
function Waiting({ job }: { job: Job }) {
  const expected = expected_goods(job)
  if (expected.length === 0) {
    return (
      <>
        <p class="now-lead">{t('receive.lead.receive_goods')}</p>
        <Beside job={job} />
      </>
    )
  }
  return (
    <ul class="job-goods">
      {expected.map(({ product, came, of }) => (
        <li key={product?.id} class={came >= of ? 'received-whole' : undefined}>
          <Name product={product} />
          <strong>
            {came >= of && <Icon name="check" />}
            {came} / {of}
          </strong>
        </li>
      ))}
    </ul>
  )
}

function Beside({ job }: { job: Job }) {
  const received = received_beside(job)
  if (received.length === 0) return null
  return (
    <ul class="job-goods">
      {received.map(({ product, lot, damaged, pieces }) => (
        <li key={`${product?.id} ${lot} ${damaged}`}>
          <Name product={product} lot={lot} damaged={damaged} />
          <strong>{t('jobs.pieces', { n: pieces })}</strong>
        </li>
      ))}
    </ul>
  )
}

type NameProps = { product: Product | null; lot?: string | null; damaged?: boolean }

function Name({ product, lot = null, damaged = false }: NameProps) {
  return (
    <span class="job-goods-name">
      {damaged && <em class="received-damaged">{t('receive.damaged.short')}</em>}
      {product === null ? '' : product_words(product, null)}
      {lot !== null && <small>{t('goods.lot', { lot })}</small>}
    </span>
  )
}

/** More has to be said about the goods before they come in. */
function Asked({ job, words, lead }: { job: Job; words: string; lead: string }) {
  const { product, lot } = goods_asked(job)
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={words} />
        <Where job={job} />
      </div>
      <Goods product={product} lot={lot} large />
      <p class="now-lead">{lead}</p>
    </div>
  )
}

type SheetName = 'count' | 'lot' | 'day' | 'end' | 'apart'

function Foot({ job }: { job: Job }) {
  const [sheet, open] = useState<SheetName | null>(null)
  const step = step_of(job)
  return (
    <>
      {step === 'say_lot' && <Entry words={t('receive.type_lot')} on_press={() => open('lot')} />}
      {step === 'say_day' && <Entry words={t('receive.type_day')} on_press={() => open('day')} />}
      {step === 'receive_goods' && received_last(job) !== null && (
        <Entry words={t('receive.type_count')} on_press={() => open('count')} />
      )}
      {step === 'receive_goods' && <GoodsRow job={job} open={open} />}
      <div class="handheld-foot-row">
        {step !== 'receive_goods' && (
          <Button icon="close" wide on_press={() => scan_by_touch(back_label())}>
            {t('receive.back')}
          </Button>
        )}
        <UndoButton />
        <HandEntryButton />
      </div>
      <Sheets job={job} sheet={sheet} on_close={() => open(null)} />
    </>
  )
}

function Entry({ words, on_press }: { words: string; on_press: () => void }) {
  return (
    <Button kind="primary" wide icon="keyboard" on_press={on_press}>
      {words}
    </Button>
  )
}

function GoodsRow({ job, open }: { job: Job; open: (sheet: SheetName) => void }) {
  const is_damaged = facts_of(job).damaged
  return (
    <div class="handheld-foot-row">
      <Button
        icon={is_damaged ? 'check' : 'alert'}
        wide
        on_press={() => (is_damaged ? scan_by_touch(damaged_label()) : open('apart'))}
      >
        {t(is_damaged ? 'receive.damaged.off' : 'receive.apart')}
      </Button>
      <Button
        icon="check"
        wide
        on_press={() => (is_incomplete(job) ? open('end') : scan_by_touch(done_label()))}
      >
        {t('receive.end')}
      </Button>
    </div>
  )
}

type SheetsProps = { job: Job; sheet: SheetName | null; on_close: () => void }

function Sheets({ job, sheet, on_close }: SheetsProps) {
  const product = received_last(job)?.product ?? null
  switch (sheet) {
    case 'count':
      return (
        <QuantityPad
          title={product === null ? '' : product_words(product, null)}
          takes_zero
          on_close={on_close}
        />
      )
    case 'lot':
      return <LotEntry title={t('receive.type_lot')} on_close={on_close} />
    case 'day':
      return <DayPad title={t('receive.type_day')} on_close={on_close} />
    case 'end':
      return (
        <ReasonSheet
          title={t('receive.end')}
          lead={t('receive.end.lead')}
          reasons={[
            { command: PART, words: t('receive.part'), icon: 'clock' },
            { command: DONE, words: t('receive.done'), icon: 'check' },
          ]}
          on_close={on_close}
        />
      )
    case 'apart':
      return (
        <ReasonSheet
          title={t('receive.apart')}
          reasons={[
            { command: DAMAGED, words: t('receive.damaged'), icon: 'alert' },
            { command: UNKNOWN, words: t('receive.unknown'), icon: 'info' },
          ]}
          on_close={on_close}
        />
      )
    default:
      return null
  }
}

function ReceiveDone({ job, header }: ReceiveProps) {
  const { pieces, kinds, damaged } = received_so_far(job)
  const { notice, rest_comes } = facts_of(job)
  return (
    <JobDone
      job={job}
      header={header}
      title={t('receive.done.title')}
      lead={notice ?? t('receive.unannounced')}
      facts={[
        { name: t('receive.done.pieces'), value: pieces },
        { name: t('receive.done.kinds'), value: kinds },
        ...(damaged > 0 ? [{ name: t('receive.damaged.short'), value: damaged }] : []),
      ]}
    >
      <p class="job-next">
        {t(rest_comes ? 'receive.done.rest' : 'receive.done.next', { place: dock_of(job) })}
      </p>
    </JobDone>
  )
}
