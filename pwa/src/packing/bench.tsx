import { VerdictFlash } from '../interface'
import { scan_of_serial } from '../vocabulary/serials'
import { t, t_code } from '../words'
import { HandEntryButton, job as job_in_hand, type LastVerdict, last_verdict } from '../work'
import { ContentsScreen } from './contents_screen'
import { read_scan } from './decisions'
import { product_to_name, what_was_expected, what_was_read } from './expectations'
import { band_tone, next_stage, type StageName, stages_of } from './instruction'
import { item_cards, left_to_verify, type ParcelJob } from './parcel'
import { PutAsideButton } from './put_aside'
import { SlipScreen } from './slip_screen'
import { last_change } from './station'
import { UndoButton } from './undo_button'
import { VerdictBand } from './verdict_band'

/** A parcel being packed: band on top, contents or slip below. */
export function Bench({ parcel }: { parcel: ParcelJob }) {
  const deeds = (
    <div class="deeds">
      <UndoButton />
      {asks_serial(parcel) ? <HandEntryButton complete={scan_of_serial} /> : <HandEntryButton />}
      <PutAsideButton />
    </div>
  )
  return (
    <>
      <Band parcel={parcel} last={last_verdict.value} />
      {parcel.step === 'scan_slip' ? (
        <SlipScreen job={parcel} deeds={deeds} />
      ) : (
        <ContentsScreen job={parcel} last={last_change.value} deeds={deeds} />
      )}
    </>
  )
}

const DEEDS = {
  items: 'packing.do.scan_items',
  flyers: 'packing.do.scan_flyers',
  slip: 'packing.do.scan_slip',
} as const satisfies Record<StageName, string>

type BandProps = { parcel: ParcelJob; last: LastVerdict | null }

function Band({ parcel, last }: BandProps) {
  const stages = stages_of(parcel).map((stage) => ({
    ...stage,
    name: t(`packing.stage.${stage.name}`),
  }))
  const flash = last !== null && <VerdictFlash tone={last.tone} count={last.count} />
  if (last === null || last.tone === 'ok' || last.tone === 'done') {
    return (
      <>
        {flash}
        <VerdictBand
          tone={band_tone(last)}
          title={t(asks_serial(parcel) ? 'packing.do.scan_serial' : DEEDS[next_stage(parcel)])}
          detail={last === null ? words_left(parcel) : words_counted(parcel)}
          row={last?.row ?? null}
          stages={stages}
        />
      </>
    )
  }
  const because = last.because ?? ''
  return (
    <>
      {flash}
      <VerdictBand
        tone={last.tone}
        title={title_of_refusal(last)}
        read={read_of(parcel, last.raw)}
        expected={what_was_expected(parcel, because)}
        row={last.row}
      />
    </>
  )
}

function asks_serial({ step }: ParcelJob): boolean {
  return step === 'record_serial'
}

function title_of_refusal({ because, tone }: LastVerdict): string {
  if (because === null) return t(tone === 'wait' ? 'packing.asking' : 'packing.refusal.fault')
  const words = t_code('packing.refusal', because)
  return words === because ? t_code('refusal', because) : words
}

function read_of(parcel: ParcelJob, raw: string) {
  const codes = job_in_hand.value?.codes ?? {}
  return what_was_read(parcel, read_scan(parcel.step, raw, codes), raw)
}

function words_left(parcel: ParcelJob): string {
  if (asks_serial(parcel)) return product_to_name(parcel)?.name ?? ''
  const { items, flyers } = left_to_verify(parcel.facts)
  if (items > 0 && flyers > 0) return t('packing.left.both', { items, flyers })
  if (items > 0) return t('packing.left.items', { items })
  return flyers > 0 ? t('packing.left.flyers', { flyers }) : t('packing.slip.contents')
}

/** What the last right scan counted on: name and n/m. */
function words_counted(parcel: ParcelJob): string {
  const change = last_change.value
  if (change === null) return words_left(parcel)
  if (change.of === 'item') return words_counted_item(parcel, change.line)
  const flyer = parcel.facts.flyers.find((one) => one.line === change.line)
  const product = flyer === undefined ? null : parcel.products[String(flyer.product)]
  return t('packing.counted', {
    name: product?.name ?? '',
    done: flyer?.inserted ?? 0,
    wanted: flyer?.wanted ?? 0,
  })
}

function words_counted_item(parcel: ParcelJob, line: number): string {
  const card = item_cards(parcel).find((one) => one.line === line)
  const name = [card?.product?.name ?? '', ...(card?.tokens ?? [])].join(' ')
  const counts = { name, done: card?.packed_pieces ?? 0, wanted: card?.wanted_pieces ?? 0 }
  const serial = card?.lacks_serial ? undefined : card?.serials?.at(-1)
  return serial === undefined
    ? t('packing.counted', counts)
    : t('packing.counted.serial', { ...counts, serial })
}
