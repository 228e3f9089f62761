import { Button, Icon, VerdictFlash } from '../interface'
import { connected } from '../live'
import { PhotoButton } from '../photos'
import { language, t } from '../words'
import { HandEntryButton, last_verdict } from '../work'
import { Hero } from './hero'
import { Invitation } from './invitation'
import { opening } from './opening'
import { carrier_called, type ParcelJob } from './parcel'
import { SlipNumber } from './slip_screen'
import { station_answers } from './station'
import { waiting, waiting_known_at } from './waiting_store'
import { WaitingTotes } from './waiting_totes'

type FreeBenchProps = { parcel: ParcelJob | null; on_handover: () => void }

/** A free bench: what became of the parcel before, and which totes wait. A scanned tote opens the next. */
export function FreeBench({ parcel, on_handover }: FreeBenchProps) {
  return (
    <div class="bench-wide">
      <Flashes />
      <main class="bench-main">
        <Outcome parcel={parcel} />
      </main>
      <aside class="bench-side">
        <WaitingTotes
          totes={waiting.value}
          known_at={connected.value ? null : waiting_known_at.value}
        />
        <div class="deeds">
          <HandEntryButton />
          <Button icon="truck" wide on_press={on_handover}>
            {t('packing.handover')}
          </Button>
        </div>
      </aside>
    </div>
  )
}

function Flashes() {
  const last = last_verdict.value
  const station = station_answers.value
  return (
    <>
      {last !== null && <VerdictFlash tone={last.tone} count={last.count} />}
      <VerdictFlash tone={station.tone} count={station.count} />
    </>
  )
}

function Outcome({ parcel }: { parcel: ParcelJob | null }) {
  if (opening.value.state !== 'ready') return <Invitation opening={opening.value} />
  if (parcel?.step === 'parcel_closed') return <Closed parcel={parcel} />
  if (parcel?.step === 'set_aside') return <PutAside tote={parcel.task.tote} />
  if (parcel?.step === 'order_cancelled') return <Cancelled tote={parcel.task.tote} />
  return <Invitation opening={opening.value} />
}

/** 注文取消: everything back into the tote; somebody with a handheld brings it to its shelves. */
function Cancelled({ tote }: { tote: string | null }) {
  return (
    <Hero
      tone="wait"
      icon="alert"
      title={t('packing.cancelled')}
      row={last_verdict.value?.row ?? null}
    >
      <p class="hero-strong">
        {tote === null ? t('packing.cancelled.no_tote') : t('packing.cancelled.hint', { tote })}
      </p>
      <p class="hero-next">
        <Icon name="tote" />
        {t('packing.closed.next')}
      </p>
    </Hero>
  )
}

/** ✓: the parcel is closed. The next tote starts the next order at once. */
function Closed({ parcel }: { parcel: ParcelJob }) {
  const carrier = carrier_called(parcel, language.value)
  return (
    <Hero
      tone="done"
      icon="check"
      title={t('packing.closed')}
      row={last_verdict.value?.row ?? null}
    >
      <p class="hero-strong">{t('packing.closed.put', { carrier })}</p>
      {parcel.facts.slip !== null && <SlipNumber slip={parcel.facts.slip} />}
      <p class="hero-next">
        <Icon name="tote" />
        {t('packing.closed.next')}
      </p>
    </Hero>
  )
}

/** 後回し: the parcel is the supervisor's now; what to do with the tote, and that the bench is free. */
function PutAside({ tote }: { tote: string | null }) {
  return (
    <Hero
      tone="wait"
      icon="person"
      title={t('packing.aside.done')}
      row={last_verdict.value?.row ?? null}
    >
      <p class="hero-strong">
        {tote === null
          ? t('packing.aside.done.hint.no_tote')
          : t('packing.aside.done.hint', { tote })}
      </p>
      <PhotoButton />
    </Hero>
  )
}
