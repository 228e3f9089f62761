import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { CountUp, Goods, Instruction, product_words, Shelf, UndoButton } from '../goods'
import { Button, HandheldScreen, Icon } from '../interface'
import { JobDone, QuantityPad } from '../jobs'
import type { Job } from '../server_api'
import { label_of } from '../vocabulary'
import { t, t_code } from '../words'
import { HandEntryButton, scan_by_touch, VerdictOfScan } from '../work'
import { back_label, done_label } from './job_words'
import {
  aim_of,
  counted_goods,
  type GoodsView,
  goods_beside,
  lots_asked,
  lying_here,
  moved_so_far,
  place_of,
  put_down_last,
  step_of,
  still_wanted,
} from './move_view'

type MoveProps = { job: Job; header: ComponentChildren }

/** A move from the first piece in the hand to the last shelf: one instruction, one expected scan at a time. */
export function Move({ job, header }: MoveProps) {
  if (step_of(job) === 'move_done') return <MoveDone job={job} header={header} />
  return (
    <HandheldScreen header={header} foot={<Foot job={job} />}>
      <Now job={job} />
      <VerdictOfScan />
    </HandheldScreen>
  )
}

function Now({ job }: { job: Job }) {
  const step = step_of(job)
  if (step === 'say_lot') return <SayLot job={job} />
  return step === 'put_down' ? <PutDown job={job} /> : <TakeGoods job={job} />
}

function TakeGoods({ job }: { job: Job }) {
  const { place, zone } = place_of(job)
  const put = put_down_last(job)
  const wanted = still_wanted(job)
  return (
    <div class="now">
      <Instruction icon="scan" words={t('move.step.take_goods')} />
      <Shelf place={place} zone={zone} />
      {wanted !== null && <p class="move-wanted">{t('move.wanted', { n: wanted })}</p>}
      {put !== null && (
        <p class="move-put">
          <Icon name="check" />
          {t('move.put', { place: put.place, n: put.pieces })}
        </p>
      )}
      <LyingHere goods={lying_here(job)} />
    </div>
  )
}

/** What lies here by the book, and how much of it may go. */
function LyingHere({ goods }: { goods: GoodsView[] }) {
  if (goods.length === 0) return <p class="now-lead">{t('move.nothing_left')}</p>
  return (
    <ul class="move-goods">
      {goods.map(({ product, lot, here, free, goes_to }) => (
        <li key={`${product?.id} ${lot}`}>
          <span class="move-goods-name">
            {product === null ? '' : product_words(product, null)}
            {lot !== null && <small>{t('goods.lot', { lot })}</small>}
            {goes_to !== null && (
              <strong class="move-goes-to">
                <Icon name="arrow_right" />
                {goes_to.place}
              </strong>
            )}
          </span>
          <span class="move-goods-count">
            <strong>{t('move.free', { n: free })}</strong>
            {free < here && <small>{t('move.held', { n: here - free })}</small>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function PutDown({ job }: { job: Job }) {
  const { place } = place_of(job)
  const counted = counted_goods(job)
  const beside = goods_beside(job)
  const target = counted?.goes_to ?? null
  return (
    <div class="now">
      {target === null ? (
        <div class="now-top">
          <Instruction icon="shelf" words={t('move.step.put_down')} />
          <Shelf place={place} small />
        </div>
      ) : (
        <PutThere {...target} />
      )}
      {counted !== null && (
        <>
          <Goods product={counted.product} lot={counted.lot} large={target === null} />
          <CountUp done={counted.hand} of={counted.free} />
          {counted.free < counted.here && (
            <p class="move-held">
              <Icon name="info" />
              {t('move.held.lead', { n: counted.here - counted.free })}
            </p>
          )}
        </>
      )}
      {beside.map(({ product, lot, hand }) => (
        <p key={`${product?.id} ${lot}`} class="move-beside">
          <span>{product === null ? '' : product_words(product, null)}</span>
          <strong>{t('jobs.pieces', { n: hand })}</strong>
        </p>
      ))}
      {target === null && <p class="now-lead move-lead">{t('move.step.put_down.lead')}</p>}
    </div>
  )
}

/** The shelf that is best for them, and why; where several will do, another may be scanned. */
function PutThere({ place, because }: { place: string; because: string }) {
  return (
    <>
      <Instruction icon="shelf" words={t('move.step.put_there')} />
      <Shelf place={place} />
      <p class="move-because">{t_code('move.because', because)}</p>
    </>
  )
}

/** Several lots lie here and the code says none: it is scanned, or read off the package and touched. */
function SayLot({ job }: { job: Job }) {
  const lots = lots_asked(job)
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('move.step.say_lot')} />
        <Shelf place={place_of(job).place} small />
      </div>
      <Goods product={lots[0]?.product ?? null} />
      <div class="move-lots">
        {lots.map(
          ({ lot, free }) =>
            lot !== null && (
              <Button key={lot} wide on_press={() => scan_by_touch(label_of(`N-${lot}`))}>
                <span class="move-lot">
                  <strong>{lot}</strong>
                  <small>{t('move.free', { n: free })}</small>
                </span>
              </Button>
            ),
        )}
      </div>
    </div>
  )
}

function Foot({ job }: { job: Job }) {
  const [is_typing, type] = useState(false)
  const step = step_of(job)
  const counted = counted_goods(job)
  const name = counted?.product == null ? '' : product_words(counted.product, null)
  return (
    <>
      {step === 'take_goods' && (
        <Button
          kind={moved_so_far(job).pieces > 0 ? 'primary' : 'plain'}
          wide
          icon="check"
          on_press={() => scan_by_touch(done_label())}
        >
          {t_code('move.end', aim_of(job))}
        </Button>
      )}
      {step === 'put_down' && (
        <Button kind="primary" wide icon="keyboard" on_press={() => type(true)}>
          {t('move.type_count')}
        </Button>
      )}
      <div class="handheld-foot-row">
        {step !== 'take_goods' && (
          <Button icon="shelf" wide on_press={() => scan_by_touch(back_label())}>
            {t('move.back')}
          </Button>
        )}
        <UndoButton />
        <HandEntryButton />
      </div>
      {is_typing && <QuantityPad title={name} on_close={() => type(false)} />}
    </>
  )
}

function MoveDone({ job, header }: MoveProps) {
  const { pieces, kinds } = moved_so_far(job)
  const { place } = place_of(job)
  return (
    <JobDone
      job={job}
      header={header}
      title={t_code('move.done.title', aim_of(job))}
      lead={t(pieces === 0 ? 'move.done.nothing' : 'move.done.lead', { place, n: pieces })}
      facts={[
        { name: t('move.done.pieces'), value: pieces },
        { name: t('move.done.kinds'), value: kinds },
      ]}
    />
  )
}
