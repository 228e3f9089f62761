import type { ComponentChildren } from 'preact'
import { day_and_time, Icon, Mark, Picture } from '../../interface'
import { Facts } from '../../interface/more_parts'
import { language, t, t_code } from '../../words'
import type { Consignee, FlyerOfOrder, Order } from '../answers'
import { carrier_name } from '../names'
import { with_hyphen } from './address_draft'
import { ChangeLink } from './change_link'

type OrderSideProps = { order: Order; on_changed: () => void; children: ComponentChildren }

/** Beside the lines: where it goes, how it leaves, what else goes into the box; what can be done about it. */
export function OrderSide({ order, on_changed, children }: OrderSideProps) {
  return (
    <aside class="order-side" aria-label={t('order.side')}>
      {order.hold_reason !== null && (
        <div class="panel panel-hold">
          <Icon name="alert" />
          <div>
            <strong>{t('stage.held')}</strong>
            <p>{t_code('hold', order.hold_reason)}</p>
          </div>
        </div>
      )}
      {order.note !== '' && (
        <Panel title={t('order.note')}>
          <p class="note">{order.note}</p>
        </Panel>
      )}
      <Panel title={t('order.shipping')}>
        <ShippingFacts order={order} />
      </Panel>
      {order.stage !== 'cancelled' && (
        <Panel title={t('order.flyers')}>
          <Flyers order={order} />
          {order.letter_prints.length > 0 && <LetterPrints of={order.letter_prints} />}
        </Panel>
      )}
      {order.consignee !== null && (
        <Panel
          title={t('order.consignee')}
          deed={<ChangeLink what="address" order={order} on_done={on_changed} />}
        >
          <ConsigneeLines of={order.consignee} />
        </Panel>
      )}
      {children}
    </aside>
  )
}

type PanelProps = { title: string; deed?: ComponentChildren; children: ComponentChildren }

function Panel({ title, deed, children }: PanelProps) {
  return (
    <section class="panel panel-side">
      <div class="panel-title">
        <h2>{title}</h2>
        {deed}
      </div>
      {children}
    </section>
  )
}

function ShippingFacts({ order }: { order: Order }) {
  const { parcel } = order
  const is_dead = order.stage === 'cancelled'
  const known: [string, string | null][] = [
    [t('orders.carrier'), words(carrier_name(order.carrier), order.service)],
    [t('order.delivery'), words(order.delivery_date, order.delivery_slot)],
    [t('orders.ordered_at'), day_and_time(order.ordered_at)],
    [t('order.shipment'), order.shipment ?? (is_dead ? null : t('order.not_released'))],
    [t('order.tracking'), parcel?.tracking_no ?? null],
    [t('order.closed'), parcel && words(day_and_time(parcel.closed_at), parcel.closed_by)],
    [t('order.handed_over'), parcel?.handed_over_at ? day_and_time(parcel.handed_over_at) : null],
  ]
  return <Facts of={known.filter((fact): fact is [string, string] => !!fact[1])} />
}

function words(...parts: (string | null)[]): string {
  return parts.filter(Boolean).join(' ')
}

/** What goes into the parcel beside the goods, and what was left out of it and why. */
function Flyers({ order }: { order: Order }) {
  if (order.flyers.length + order.flyers_left_out.length === 0) {
    return (
      <p class="faint">{t(order.shipment === null ? 'order.flyers.later' : 'order.flyers.none')}</p>
    )
  }
  return (
    <ul class="flyers">
      {order.flyers.map((flyer) => (
        <Flyer key={flyer.name} flyer={flyer} />
      ))}
      {order.flyers_left_out.map(({ campaign, name, why }) => (
        <li class="flyer" key={`${campaign} ${name}`}>
          <Picture url={null} name="" icon="flyer" />
          <div class="flyer-words">
            <span class="line-name">{name}</span>
            <span class="flyer-reason">{t_code('flyer.why', why)}</span>
          </div>
          <Mark tone="wait" icon="minus">
            {t('flyer.left_out')}
          </Mark>
        </li>
      ))}
    </ul>
  )
}

function Flyer({ flyer }: { flyer: FlyerOfOrder }) {
  const inside = flyer.inserted_pieces >= flyer.quantity_pieces
  return (
    <li class="flyer">
      <Picture url={flyer.picture} name="" icon="flyer" />
      <div class="flyer-words">
        <span class="line-name">{flyer.name}</span>
        <span class="flyer-reason">
          {language.value === 'ja' ? flyer.reason_ja : flyer.reason_en}
        </span>
      </div>
      {flyer.waived ? (
        <Mark tone="wait" icon="minus">
          {t('flyer.waived')}
        </Mark>
      ) : inside ? (
        <Mark tone="ok" icon="circle">
          {t('flyer.inside')}
        </Mark>
      ) : (
        <Mark tone="calm">{t('flyer.open')}</Mark>
      )}
    </li>
  )
}

/** How often the parcel's letters were printed, when, and by whom. */
function LetterPrints({ of }: { of: Order['letter_prints'] }) {
  return (
    <div class="letter-prints">
      <p>
        <Icon name="printer" size_px={16} />
        {t('order.letters.printed', { n: of.length })}
      </p>
      <ol>
        {of.map(({ printed_at, by }, before) => (
          <li key={printed_at} class="row-under">
            {t('order.letters.print', {
              nth: before + 1,
              at: day_and_time(printed_at),
              name: by,
            })}
          </li>
        ))}
      </ol>
    </div>
  )
}

function ConsigneeLines({ of }: { of: Consignee }) {
  const told = (name: string) => String(of[name] ?? '')
  return (
    <address class="consignee">
      <strong>{t('order.consignee.name', { name: told('name') })}</strong>
      {told('postal_code') !== '' && (
        <span>{t('order.consignee.postal', { code: with_hyphen(told('postal_code')) })}</span>
      )}
      <span>
        {told('prefecture')}
        {told('address')} {told('building')}
      </span>
      {told('phone') !== '' && <span class="code">{told('phone')}</span>}
    </address>
  )
}
