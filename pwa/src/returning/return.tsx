import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { CountUp, Goods, Instruction, product_words, UndoButton } from '../goods'
import { Button, HandheldScreen, Icon } from '../interface'
import { JobDone, LotEntry, QuantityPad, ReasonSheet } from '../jobs'
import type { Job, Product } from '../server_api'
import { display, label_of } from '../vocabulary'
import { scan_of_serial } from '../vocabulary/serials'
import { t } from '../words'
import { HandEntryButton, scan_by_touch, VerdictOfScan } from '../work'
import type { Grade } from './facts'
import { back_label, DAMAGED, done_label, good_label, HELD, REASONS } from './job_words'
import {
  facts_of,
  goods_asked,
  pieces_by_grade,
  progress_of_last,
  type ReturnedView,
  returned_beside,
  returned_last,
  sent_goods,
  step_of,
} from './return_view'

type ReturnProps = { job: Job; header: ComponentChildren }

/** A return from the first piece to its reason: one instruction, one expected scan at a time. */
export function Return({ job, header }: ReturnProps) {
  if (step_of(job) === 'return_done') return <ReturnDone job={job} header={header} />
  return (
    <HandheldScreen header={header} foot={<Foot job={job} />}>
      <Now job={job} />
      <VerdictOfScan />
    </HandheldScreen>
  )
}

function Now({ job }: { job: Job }) {
  switch (step_of(job)) {
    case 'say_lot':
      return <SayLot job={job} />
    case 'say_serial':
      return <SaySerial job={job} />
    case 'say_reason':
      return <SayReason job={job} />
    default:
      return <ReturnGoods job={job} />
  }
}

function ReturnGoods({ job }: { job: Job }) {
  const last = returned_last(job)
  const { grade } = facts_of(job)
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('return.step.return_goods')} />
        <Where job={job} />
      </div>
      {grade !== 'good' && (
        <p class="return-grade">
          <Icon name="alert" weight={2.6} />
          {t(`return.grade.${grade}.on`)}
        </p>
      )}
      {last === null ? <Waiting job={job} /> : <ReturnedLast job={job} last={last} />}
    </div>
  )
}

/** The order: what the paper in the other hand says. */
function Where({ job }: { job: Job }) {
  return (
    <p class="return-where">
      <span>{t('return.order')}</span>
      <strong>{facts_of(job).order}</strong>
    </p>
  )
}

function ReturnedLast({ job, last }: { job: Job; last: ReturnedView }) {
  const { came, of } = progress_of_last(job)
  return (
    <>
      <Goods product={last.product} lot={last.lot} />
      {last.serial !== null && (
        <p class="returned-serial">
          <Icon name="check" />
          {t('return.serial', { serial: last.serial })}
        </p>
      )}
      <CountUp done={came} of={of} />
      <Beside job={job} />
    </>
  )
}

/** What the order was sent, before anything was scanned or since another grade was said. */
function Waiting({ job }: { job: Job }) {
  return (
    <>
      <p class="now-lead">{t('return.lead.return_goods')}</p>
      <ul class="job-goods">
        {sent_goods(job).map(({ product, came, of }) => (
          <li key={product?.id} class={came >= of ? 'returned-whole' : undefined}>
            <Name product={product} />
            <strong>
              {came >= of && <Icon name="check" />}
              {came} / {of}
            </strong>
          </li>
        ))}
      </ul>
    </>
  )
}

function Beside({ job }: { job: Job }) {
  const returned = returned_beside(job)
  if (returned.length === 0) return null
  return (
    <ul class="job-goods">
      {returned.map(({ product, lot, grade, pieces }) => (
        <li key={`${product?.id} ${lot} ${grade}`}>
          <Name product={product} lot={lot} grade={grade} />
          <strong>{t('jobs.pieces', { n: pieces })}</strong>
        </li>
      ))}
    </ul>
  )
}

type NameProps = { product: Product | null; lot?: string | null; grade?: Grade }

function Name({ product, lot = null, grade = 'good' }: NameProps) {
  return (
    <span class="job-goods-name">
      {grade !== 'good' && <em class="returned-grade">{t(`return.grade.${grade}`)}</em>}
      {product === null ? '' : product_words(product, null)}
      {lot !== null && <small>{t('goods.lot', { lot })}</small>}
    </span>
  )
}

function SayLot({ job }: { job: Job }) {
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('return.step.say_lot')} />
        <Where job={job} />
      </div>
      <Goods product={goods_asked(job)} lot={null} large />
      <p class="now-lead">{t('return.lead.say_lot')}</p>
    </div>
  )
}

/** Which very piece it is: only one that left with this order comes back. */
function SaySerial({ job }: { job: Job }) {
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('return.step.say_serial')} />
        <Where job={job} />
      </div>
      <Goods product={goods_asked(job)} lot={null} large />
      <p class="now-lead">{t('return.lead.say_serial')}</p>
    </div>
  )
}

/** Why it came back: the one thing that no label says, so it is touched. */
function SayReason({ job }: { job: Job }) {
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="question" words={t('return.step.say_reason')} />
        <Where job={job} />
      </div>
      <div class="return-reasons">
        {REASONS.map(({ command, words, icon }) => (
          <Button key={command} wide icon={icon} on_press={() => scan_by_touch(label_of(command))}>
            {t(words)}
          </Button>
        ))}
      </div>
      <p class="now-lead">{t('return.lead.say_reason')}</p>
    </div>
  )
}

type SheetName = 'count' | 'lot' | 'grade'

function Foot({ job }: { job: Job }) {
  const [sheet, open] = useState<SheetName | null>(null)
  const step = step_of(job)
  return (
    <>
      {step === 'say_lot' && <Entry words={t('return.type_lot')} on_press={() => open('lot')} />}
      {step === 'return_goods' && returned_last(job)?.serial === null && (
        <Entry words={t('return.type_count')} on_press={() => open('count')} />
      )}
      {step === 'return_goods' && <GoodsRow job={job} on_grade={() => open('grade')} />}
      <div class="handheld-foot-row">
        {(step === 'say_lot' || step === 'say_serial') && (
          <Button icon="close" wide on_press={() => scan_by_touch(back_label())}>
            {t('return.back')}
          </Button>
        )}
        <UndoButton />
        {step === 'say_serial' ? (
          <HandEntryButton complete={scan_of_serial} />
        ) : (
          <HandEntryButton />
        )}
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

function GoodsRow({ job, on_grade }: { job: Job; on_grade: () => void }) {
  const is_good = facts_of(job).grade === 'good'
  return (
    <div class="handheld-foot-row">
      <Button
        icon={is_good ? 'alert' : 'check'}
        wide
        on_press={() => (is_good ? on_grade() : scan_by_touch(good_label()))}
      >
        {t(is_good ? 'return.grade' : 'return.grade.off')}
      </Button>
      <Button icon="check" wide on_press={() => scan_by_touch(done_label())}>
        {t('return.end')}
      </Button>
    </div>
  )
}

type SheetsProps = { job: Job; sheet: SheetName | null; on_close: () => void }

function Sheets({ job, sheet, on_close }: SheetsProps) {
  const product = returned_last(job)?.product ?? null
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
      return <LotEntry title={t('return.type_lot')} on_close={on_close} />
    case 'grade':
      return (
        <ReasonSheet
          title={t('return.grade')}
          reasons={[
            { command: DAMAGED, words: t('return.grade.damaged.choose'), icon: 'alert' },
            { command: HELD, words: t('return.grade.held.choose'), icon: 'question' },
          ]}
          on_close={on_close}
        />
      )
    default:
      return null
  }
}

function ReturnDone({ job, header }: ReturnProps) {
  const { good, damaged, held } = pieces_by_grade(job)
  const place = Object.keys(job.places)[0] ?? ''
  return (
    <JobDone
      job={job}
      header={header}
      title={t('return.done.title')}
      lead={facts_of(job).order}
      facts={[
        { name: t('return.done.good'), value: good },
        ...(damaged > 0 ? [{ name: t('return.grade.damaged'), value: damaged }] : []),
        ...(held > 0 ? [{ name: t('return.grade.held'), value: held }] : []),
      ]}
    >
      <p class="job-next">
        {good > 0 && t('return.done.shelf', { place: display(place) })}
        {held > 0 && t('return.done.held')}
        {damaged > 0 && t('return.done.damaged')}
      </p>
    </JobDone>
  )
}
