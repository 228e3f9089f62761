import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { CountUp, Goods, Instruction, Shelf, UndoButton } from '../goods'
import { Button, HandheldScreen, later, later_over, Meter, use_brought } from '../interface'
import type { Job } from '../server_api'
import { label_of, read } from '../vocabulary'
import { t } from '../words'
import { HandEntryButton, last_verdict, scan_by_touch, VerdictOfScan } from '../work'
import { CartSlots } from './cart_slots'
import {
  can_be_short,
  facts_of,
  is_blocked,
  type LineView,
  line_in_hand,
  next_line,
  progress_of,
  short_label,
  step_of,
} from './cart_view'
import { ASIDE, SHORT_REASONS } from './decisions'
import { NextLine } from './next_line'

/** Both taps of 欠品 work without a network: the sheet is here before the first. */
export const PhotoButton = later_over(() => import('../photos').then((room) => room.PhotoButton))
const ShortSheet = later_over(() => import('./short_sheet').then((sheet) => sheet.ShortSheet))

const PutBack = later(() => import('./put_back').then((screen) => screen.PutBack))

type WalkProps = { job: Job; header: ComponentChildren }

/** A cart job from the empty cart to the last tote: one instruction, one expected scan at a time. */
export function Walk({ job, header }: WalkProps) {
  const here = line_in_hand(job)
  return (
    <HandheldScreen header={header} foot={<Foot job={job} />}>
      <Progress job={job} />
      <Now job={job} here={here} />
      {!has_just_heard(job) && <VerdictOfScan />}
      {has_just_reported() && <PhotoButton key={last_verdict.value?.count} />}
      {step_of(job) !== 'put_back' && <NextLine next={next_line(job)} here={here?.place ?? null} />}
    </HandheldScreen>
  )
}

/** What has heard of a cancelled order counted for nothing: the instruction is its answer. */
function has_just_heard(job: Job): boolean {
  const last = last_verdict.value
  return step_of(job) === 'put_back' && last?.because === 'order_is_cancelled'
}

function Now({ job, here }: { job: Job; here: LineView | null }) {
  const step = step_of(job)
  if (step === 'take_cart') return <TakeCart job={job} />
  if (step === 'load_totes' || here === null) return <LoadTotes job={job} />
  if (step === 'put_back') return <PutBack here={here} />
  if (step === 'find_place') return <FindPlace here={here} />
  if (step === 'take_item') return <TakeItem here={here} />
  return <PutInTote job={job} here={here} />
}

function Progress({ job }: { job: Job }) {
  const { done, all } = progress_of(job)
  const words = t('pick.progress', { done, all })
  return (
    <div class="progress">
      <Meter done={done} whole={all} label={words} />
      <span>{words}</span>
    </div>
  )
}

function TakeCart({ job }: { job: Job }) {
  return (
    <div class="now">
      <Instruction icon="cart" words={t('pick.step.take_cart')} />
      <p class="now-lead">{t('pick.step.take_cart.lead')}</p>
      <CartSlots job={job} />
    </div>
  )
}

function LoadTotes({ job }: { job: Job }) {
  const { totes, cart } = facts_of(job)
  const done = totes.filter((tote) => tote !== null).length
  const slot = totes.indexOf(null) + 1
  return (
    <div class="now">
      <Instruction icon="tote" words={t('pick.step.load_totes')} />
      <p class="now-target">
        <span class="slot-number">{slot}</span>
        <span>
          {t('pick.step.load_totes.slot', { slot })}
          <br />
          <small>
            {t('pick.step.load_totes.count', { done, all: totes.length })} / {cart}
          </small>
        </span>
      </p>
      <CartSlots job={job} />
    </div>
  )
}

function FindPlace({ here }: { here: LineView }) {
  return (
    <div class="now">
      <Instruction icon="shelf" words={t('pick.step.find_place')} />
      <Shelf place={here.place} zone={here.zone} />
      <div class="now-goods">
        <Goods product={here.product} lot={here.line.lot} />
        <CountUp done={here.line.picked} of={here.wanted_pieces} />
      </div>
    </div>
  )
}

function TakeItem({ here }: { here: LineView }) {
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t('pick.step.take_item')} />
        <Shelf place={here.place} small />
      </div>
      <Goods product={here.product} lot={here.line.lot} large />
      <CountUp done={here.line.picked} of={here.wanted_pieces} />
    </div>
  )
}

function PutInTote({ job, here }: { job: Job; here: LineView }) {
  const pieces = here.line.picked - here.line.placed
  return (
    <div class="now">
      <Instruction icon="tote" words={t('pick.step.put_in_tote')} />
      <div class="now-target now-target-tote">
        <span class="slot-number">{here.slot + 1}</span>
        <span class="now-tote">
          <strong>{here.tote}</strong>
          <span>{t('pick.step.put_in_tote.count', { n: pieces })}</span>
        </span>
      </div>
      <CartSlots job={job} />
    </div>
  )
}

/** 欠品 was the last scan: a photo of it may be taken, until the next one. */
export function has_just_reported(): boolean {
  const last = last_verdict.value
  return last !== null && last.tone !== 'ng' && SHORT_REASONS.has(read(last.raw)[0].code)
}

/** The server was asked about what lies here: nobody waits for its answer. */
function is_asking(): boolean {
  const last = last_verdict.value
  return last?.tone === 'ng' && last.because === null
}

/** 後回し: the line is walked to last; the same as scanning the command's label. */
function AsideButton() {
  return (
    <Button icon="clock" wide on_press={() => scan_by_touch(label_of(ASIDE))}>
      {t('pick.aside')}
    </Button>
  )
}

function Foot({ job }: { job: Job }) {
  const [is_short, short] = useState(false)
  use_brought(ShortSheet, PhotoButton, PutBack)
  const here = line_in_hand(job)
  return (
    <div class="handheld-foot-row">
      {is_asking() && <AsideButton />}
      {can_be_short(job) && here !== null && !is_asking() && (
        <Button
          icon="alert"
          wide
          on_press={() => (is_blocked(job) ? scan_by_touch(short_label('blocked')) : short(true))}
        >
          {t(is_blocked(job) ? 'pick.other_lot' : 'pick.short')}
        </Button>
      )}
      <UndoButton />
      <HandEntryButton />
      {is_short && here !== null && <ShortSheet view={here} on_close={() => short(false)} />}
    </div>
  )
}
