import { useRef } from 'preact/hooks'
import { Button, Icon, Notice } from '../../interface'
import { t } from '../../words'
import { link_to } from '../address'
import { carrier_name } from '../names'
import type { CarrierSlips, StuckShipment } from './asks'
import { problem_words } from './problem_words'

type CardProps = {
  of: CarrierSlips
  busy: boolean
  on_write: () => void
  on_numbers: (file: File) => void
}

/** One carrier: how many shipments are ready for its program, which are not and why, and its numbers. */
export function CarrierSlipsCard({ of, busy, on_write, on_numbers }: CardProps) {
  const chooser = useRef<HTMLInputElement>(null)
  const name = carrier_name(of.carrier)
  return (
    <section class="panel slip-card" aria-label={name}>
      <h2>
        <Icon name="truck" size_px={20} />
        {name}
      </h2>
      <p class="slip-count">
        <b>{of.ready}</b> {t('slips.ready', { n: of.ready })}
      </p>
      {of.unconfirmed.length > 0 && (
        <Notice tone="wait" icon="question">
          {t('slips.unconfirmed', { codes: of.unconfirmed.map(wish_words).join('、') })}
        </Notice>
      )}
      <div class="slip-deeds">
        <Button
          kind="primary"
          icon="download"
          busy={busy}
          disabled={of.ready === 0}
          on_press={on_write}
        >
          {t('slips.write', { n: of.ready })}
        </Button>
        <Button icon="upload" busy={busy} on_press={() => chooser.current?.click()}>
          {t('slips.numbers.choose')}
        </Button>
        <input
          ref={chooser}
          type="file"
          class="slip-chooser"
          accept=".csv,.txt,.tsv"
          aria-label={t('slips.numbers.of', { carrier: name })}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            event.currentTarget.value = ''
            if (file !== undefined) on_numbers(file)
          }}
        />
      </div>
      {of.stuck.length > 0 && <Stuck shipments={of.stuck} />}
    </section>
  )
}

/** A wish as people say it: `am`, `14-16`. */
function wish_words(wish: string): string {
  return wish === 'am' ? t('slips.wish.am') : t('slips.wish.hours', { hours: wish })
}

/** Shipments that no label can say, each with what is wrong and the way to put it right. */
function Stuck({ shipments }: { shipments: readonly StuckShipment[] }) {
  return (
    <div class="slip-stuck">
      <h3>
        <Icon name="alert" size_px={16} />
        {t('slips.stuck', { n: shipments.length })}
      </h3>
      <ul>
        {shipments.map((one) => (
          <li key={one.shipment}>
            <a href={link_to(`/orders/${one.order_id}`)}>{one.external}</a>
            <span class="faint">{one.shop}</span>
            <ul class="slip-problems">
              {one.problems.map((problem) => (
                <li key={`${problem.code} ${problem.column}`}>{problem_words(problem)}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}
