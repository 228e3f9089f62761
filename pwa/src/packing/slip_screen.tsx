import type { ComponentChildren } from 'preact'
import { Icon, Picture } from '../interface'
import { language, t } from '../words'
import { SlipDrawing } from './drawings'
import { carrier_called, item_cards, left_to_verify, type ParcelJob } from './parcel'
import { CarrierCard, Notes } from './parcel_side'

type SlipProps = { job: ParcelJob; deeds: ComponentChildren }

/** 送り状: everything is in; the carrier's label goes on and is scanned back. */
export function SlipScreen({ job, deeds }: SlipProps) {
  const expected = job.facts.slip_expected
  return (
    <div class="bench">
      <main class="bench-main">
        <section class="hero hero-ask">
          <SlipDrawing />
          <p class="hero-title">{carrier_called(job, language.value)}</p>
          <div class="hero-words">
            <p>{t('packing.slip.of', { carrier: carrier_called(job, language.value) })}</p>
            {expected && <SlipNumber slip={expected} />}
            {expected === '' && (
              <p class="slip-void">
                <Icon name="clock" />
                {t('packing.slip.wait')}
              </p>
            )}
            {job.facts.slips_elsewhere.map((slip) => (
              <p key={slip} class="slip-void">
                <Icon name="alert" />
                {t('packing.slip.void', { slip })}
              </p>
            ))}
          </div>
        </section>
      </main>
      <aside class="bench-side">
        <CarrierCard job={job} />
        <Notes order={job.order} />
        <Verified job={job} />
        {deeds}
      </aside>
    </div>
  )
}

/** A slip number in fours, the last four strong, as the eye compares it with the paper. */
export function SlipNumber({ slip }: { slip: string }) {
  const groups = slip.match(/.{1,4}/g) ?? []
  return (
    <p class="slip-number">
      {groups.slice(0, -1).map((group) => `${group}-`)}
      <b>{groups.at(-1)}</b>
    </p>
  )
}

function Verified({ job }: { job: ParcelJob }) {
  const left = left_to_verify(job.facts)
  const flyers = job.facts.flyers.reduce((sum, flyer) => sum + flyer.wanted, 0)
  return (
    <section class="verified">
      <h2 class="verified-title">
        <Icon name="check" weight={3.2} />
        {t('packing.slip.contents')}
      </h2>
      <p class="verified-count">
        {t('packing.slip.contents.count', { items: left.whole_pieces - flyers, flyers })}
      </p>
      <ul class="verified-pictures">
        {item_cards(job).map((card) => (
          <li key={card.line} class="verified-one">
            <Picture url={card.product?.picture ?? null} name={card.product?.name ?? ''} />×
            {card.wanted_pieces}
          </li>
        ))}
      </ul>
    </section>
  )
}
