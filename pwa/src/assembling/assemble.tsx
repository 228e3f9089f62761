import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { CountUp, Goods, Instruction, product_words, Shelf, UndoButton } from '../goods'
import { Button, HandheldScreen, Icon } from '../interface'
import { JobDone, QuantityPad, ReasonSheet } from '../jobs'
import type { Job, Product } from '../server_api'
import { t, type Word } from '../words'
import { HandEntryButton, scan_by_touch, VerdictOfScan } from '../work'
import { AskFoot, AskPart } from './ask_part'
import {
  facts_of,
  is_apart,
  is_doubtful,
  kit_of,
  kits_done,
  kits_so_far,
  loose_asked,
  loose_in_hand,
  missing_from_kits,
  type PartView,
  part_here,
  parts_to_bring,
  parts_to_take,
  put_down_last,
  recipe_of,
  step_of,
} from './assemble_view'
import { DONE, short_label } from './job_words'
import { Name, Rows } from './rows'
import { SortParts } from './sort_parts'

type AssembleProps = { job: Job; header: ComponentChildren }

/** An assembly from the first part to the last kit: one instruction, one expected scan at a time. */
export function Assemble({ job, header }: AssembleProps) {
  if (step_of(job) === 'assembly_done') return <AssemblyDone job={job} header={header} />
  return (
    <HandheldScreen
      header={header}
      foot={
        loose_asked(job) === null ? <Foot job={job} /> : <AskFoot key={step_of(job)} job={job} />
      }
    >
      <Now job={job} />
      <VerdictOfScan />
    </HandheldScreen>
  )
}

function Now({ job }: { job: Job }) {
  switch (step_of(job)) {
    case 'find_place':
      return <FindPlace job={job} parts={parts_to_take(job)} />
    case 'put_back':
      return <FindPlace job={job} parts={parts_to_bring(job)} />
    case 'make_kits':
      return <MakeKits job={job} />
    case 'sort_parts':
      return <SortParts job={job} />
    case 'say_lot':
    case 'say_day':
      return <AskPart job={job} />
    default:
      return <AtShelf job={job} />
  }
}

/** The next shelf, and what is to be taken or brought back after it. */
function FindPlace({ job, parts }: { job: Job; parts: PartView[] }) {
  const is_back = step_of(job) === 'put_back'
  const next = parts[0]
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="shelf" words={t(is_back ? 'assemble.step.put_back' : find_words(job))} />
        <Kit job={job} />
      </div>
      {next !== undefined && <Shelf place={next.place} zone={next.zone} />}
      {is_back && <p class="now-lead">{t('assemble.lead.put_back')}</p>}
      <Rows
        of={parts.map(({ nth, done, of, ...part }) => (
          <li key={nth}>
            <Name {...part} />
            <strong>{is_back ? t('jobs.pieces', { n: of - done }) : `${done} / ${of}`}</strong>
          </li>
        ))}
      />
    </div>
  )
}

const find_words = (job: Job) =>
  is_apart(job) ? 'apart.step.find_place' : 'assemble.step.find_place'

const take_words = (job: Job) =>
  is_apart(job) ? 'apart.step.take_kits' : 'assemble.step.take_parts'

/** Which kit it is, and how many. */
function Kit({ job }: { job: Job }) {
  return (
    <p class="assemble-kit">
      <span>{kit_of(job)?.name}</span>
      <strong>{t('assemble.kits', { n: facts_of(job).wanted })}</strong>
    </p>
  )
}

/** Before a shelf: what is taken from it, or goes back to it. */
function AtShelf({ job }: { job: Job }) {
  const part = part_here(job)
  if (part === null) return null
  const is_back = step_of(job) === 'lay_back'
  return (
    <div class="now">
      <div class="now-top">
        <Instruction icon="scan" words={t(is_back ? 'assemble.step.lay_back' : take_words(job))} />
        <Shelf place={part.place} small />
      </div>
      <Goods product={part.product} lot={part.lot} large />
      <CountUp done={part.done} of={part.of} />
    </div>
  )
}

/** At the bench: kits are counted by their own label, then put on a shelf. */
function MakeKits({ job }: { job: Job }) {
  const { hand, made, of } = kits_so_far(job)
  return (
    <div class="now">
      <Instruction
        icon={hand > 0 ? 'shelf' : 'scan'}
        words={t(hand > 0 ? 'assemble.step.put_down' : 'assemble.step.make_kits')}
      />
      <Goods product={kit_of(job)} />
      <CountUp done={hand} of={of - made} />
      <PutDown job={job} />
      {hand === 0 && made === 0 && (
        <Rows
          of={recipe_of(job).map(({ product, pieces }) => (
            <li key={product?.id}>
              <Name product={product} />
              <strong>{t('assemble.in_one', { n: pieces })}</strong>
            </li>
          ))}
        />
      )}
    </div>
  )
}

function PutDown({ job }: { job: Job }) {
  const put = put_down_last(job)
  if (put === null) return null
  return (
    <p class="assemble-put">
      <Icon name="check" />
      {t('assemble.put', { place: put.place, n: put.kits })}
    </p>
  )
}

type SheetName = 'count' | 'stop'

function Foot({ job }: { job: Job }) {
  const [sheet, open] = useState<SheetName | null>(null)
  const step = step_of(job)
  const part = part_here(job)
  const loose = loose_in_hand(job)
  const hand = kits_so_far(job).hand + (loose?.hand ?? 0)
  const is_counted = part === null ? hand > 0 : part.done > 0
  return (
    <>
      {step !== 'find_place' && step !== 'put_back' && is_counted && (
        <Button kind="primary" wide icon="keyboard" on_press={() => open('count')}>
          {t('assemble.type_count')}
        </Button>
      )}
      <div class="handheld-foot-row">
        {part !== null && (
          <Button wide icon="alert" on_press={() => scan_by_touch(short_label())}>
            {t(step === 'lay_back' ? 'assemble.lost' : 'assemble.short')}
          </Button>
        )}
        {step !== 'put_back' && step !== 'lay_back' && hand === 0 && (
          <Button wide icon="check" on_press={() => open('stop')}>
            {t('assemble.stop')}
          </Button>
        )}
      </div>
      <div class="handheld-foot-row">
        <UndoButton />
        <HandEntryButton />
      </div>
      {sheet === 'count' && (
        <QuantityPad
          title={name_of((part ?? loose ?? { product: kit_of(job) }).product)}
          takes_zero
          on_close={() => open(null)}
        />
      )}
      {sheet === 'stop' && (
        <ReasonSheet
          title={t('assemble.stop.title')}
          lead={t(stop_lead(job))}
          reasons={[{ command: DONE, words: t('assemble.stop.yes'), icon: 'check' }]}
          on_close={() => open(null)}
        />
      )}
    </>
  )
}

function stop_lead(job: Job): Word {
  if (step_of(job) === 'sort_parts') return 'apart.stop.missing'
  return is_apart(job) ? 'apart.stop.lead' : 'assemble.stop.lead'
}

function name_of(product: Product | null): string {
  return product === null ? '' : product_words(product, null)
}

function AssemblyDone({ job, header }: AssembleProps) {
  const done = kits_done(job)
  const { wanted } = facts_of(job)
  const fewer = wanted - done
  const missing = missing_from_kits(job)
  return (
    <JobDone
      job={job}
      header={header}
      title={t(is_apart(job) ? 'apart.done.title' : 'assemble.done.title')}
      lead={t(done_lead(job), { kit: kit_of(job)?.name ?? '' })}
      facts={[
        { name: t(is_apart(job) ? 'apart.done.kits' : 'assemble.done.made'), value: done },
        { name: t('assemble.done.wanted'), value: wanted },
      ]}
    >
      <p class="job-next">
        {fewer > 0 &&
          is_doubtful(job) &&
          t(is_apart(job) ? 'apart.done.fewer' : 'assemble.done.fewer', { n: fewer })}
        {is_doubtful(job) && t('assemble.done.count')}
        {missing > 0 && t('apart.done.missing', { n: missing })}
      </p>
    </JobDone>
  )
}

function done_lead(job: Job): Word {
  if (is_apart(job)) return kits_done(job) > 0 ? 'apart.done.lead' : 'apart.done.none'
  return kits_done(job) > 0 ? 'assemble.done.lead' : 'assemble.done.none'
}
