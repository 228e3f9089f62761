import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { CountUp, Goods, Instruction, product_words, Shelf, UndoButton } from '../goods'
import { Button, HandheldScreen } from '../interface'
import { JobDone, LotEntry, QuantityPad } from '../jobs'
import type { Job } from '../server_api'
import { t } from '../words'
import { HandEntryButton, scan_by_touch, VerdictOfScan } from '../work'
import {
  type CountedView,
  counted_beside,
  counted_goods,
  counted_so_far,
  goods_asked,
  only_product,
  place_of,
  step_of,
} from './count_view'
import { done_label } from './job_words'

type CountProps = { job: Job; header: ComponentChildren }

/** A count from the place to its last piece: one instruction, one expected scan at a time. */
export function Count({ job, header }: CountProps) {
  if (step_of(job) === 'count_done') return <CountDone job={job} header={header} />
  return (
    <HandheldScreen header={header} foot={<Foot job={job} />}>
      <Now job={job} />
      <VerdictOfScan />
    </HandheldScreen>
  )
}

function Now({ job }: { job: Job }) {
  switch (step_of(job)) {
    case 'find_place':
      return <FindPlace job={job} />
    case 'say_lot':
      return <SayLot job={job} />
    case 'confirm_empty':
      return <ConfirmEmpty job={job} />
    default:
      return <CountGoods job={job} />
  }
}

function FindPlace({ job }: { job: Job }) {
  const only = only_product(job)
  return (
    <div class="now">
      <Instruction icon="shelf" words={t('count.step.find_place')} />
      <Shelf {...place_of(job)} />
      {only === null ? (
        <p class="now-lead">{t('count.all')}</p>
      ) : (
        <>
          <Goods product={only} />
          <p class="now-lead">{t('count.only')}</p>
        </>
      )}
    </div>
  )
}

function CountGoods({ job }: { job: Job }) {
  const { place, zone } = place_of(job)
  const counted = counted_goods(job)
  const only = only_product(job)
  if (counted === null) {
    return (
      <div class="now">
        <Instruction icon="scan" words={t('count.step.count_goods')} />
        <Shelf place={place} zone={zone} />
        {only === null ? (
          <p class="now-lead">{t('count.step.count_goods.lead')}</p>
        ) : (
          <Goods product={only} />
        )}
        <CountedList counted={counted_beside(job)} />
      </div>
    )
  }
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('count.step.count_goods')} />
        <Shelf place={place} small />
      </div>
      <Goods product={counted.product} lot={counted.lot} large />
      <CountUp done={counted.pieces} />
      <CountedList counted={counted_beside(job)} />
    </div>
  )
}

/** What was counted here before, so that nothing is counted twice or forgotten. */
function CountedList({ counted }: { counted: CountedView[] }) {
  if (counted.length === 0) return null
  return (
    <ul class="job-goods">
      {counted.map(({ product, lot, pieces }) => (
        <li key={`${product?.id} ${lot}`}>
          <span class="job-goods-name">
            {product === null ? '' : product_words(product, null)}
            {lot !== null && <small>{t('goods.lot', { lot })}</small>}
          </span>
          <strong>{t('jobs.pieces', { n: pieces })}</strong>
        </li>
      ))}
    </ul>
  )
}

function SayLot({ job }: { job: Job }) {
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('count.step.say_lot')} />
        <Shelf place={place_of(job).place} small />
      </div>
      <Goods product={goods_asked(job)} large />
      <p class="now-lead">{t('count.step.say_lot.lead')}</p>
    </div>
  )
}

/** Nothing was counted: one more scan, so that a shelf is never emptied by one touch. */
function ConfirmEmpty({ job }: { job: Job }) {
  return (
    <div class="now">
      <Instruction icon="shelf" words={t('count.step.confirm_empty')} />
      <Shelf {...place_of(job)} />
      <p class="now-lead">{t('count.step.confirm_empty.lead')}</p>
    </div>
  )
}

function Foot({ job }: { job: Job }) {
  const [sheet, open] = useState<'count' | 'lot' | null>(null)
  const step = step_of(job)
  const counted = counted_goods(job)
  const close = () => open(null)
  const is_empty = counted_so_far(job).kinds === 0
  return (
    <>
      {step === 'count_goods' && counted !== null && (
        <Button kind="primary" wide icon="keyboard" on_press={() => open('count')}>
          {t('count.type_count')}
        </Button>
      )}
      {step === 'say_lot' && (
        <Button kind="primary" wide icon="keyboard" on_press={() => open('lot')}>
          {t('count.type_lot')}
        </Button>
      )}
      <div class="handheld-foot-row">
        {step === 'count_goods' && (
          <Button icon="check" wide on_press={() => scan_by_touch(done_label())}>
            {t(is_empty ? 'count.empty' : 'count.done')}
          </Button>
        )}
        <UndoButton />
        <HandEntryButton />
      </div>
      {sheet === 'count' && counted !== null && (
        <QuantityPad title={name_of(counted)} takes_zero on_close={close} />
      )}
      {sheet === 'lot' && <LotEntry title={t('count.type_lot')} on_close={close} />}
    </>
  )
}

function name_of({ product }: CountedView): string {
  return product === null ? '' : product_words(product, null)
}

function CountDone({ job, header }: CountProps) {
  const { pieces, kinds } = counted_so_far(job)
  return (
    <JobDone
      job={job}
      header={header}
      title={t('count.done.title')}
      lead={t('count.done.lead', { place: place_of(job).place })}
      facts={[
        { name: t('count.done.pieces'), value: pieces },
        { name: t('count.done.kinds'), value: kinds },
      ]}
    >
      <p class="job-next">{t('count.done.next')}</p>
    </JobDone>
  )
}
