import type { ComponentChildren } from 'preact'
import { day_and_time, Facts, Icon, Mark, Picture } from '../../interface'
import { language, t, t_code } from '../../words'
import type { Consignee, FlyerOfOrder, Order, Shipment } from '../answers'
import { carrier_name } from '../names'

/** Beside the lines: where it goes, how it leaves, what else goes into the box. */
export function OrderSide({ order }: { order: Order }) {
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
      {order.note != null && order.note !== '' && (
        <Panel title={t('order.note')}>
          <p class="note">{order.note}</p>
        </Panel>
      )}
      <Panel title={t('order.shipping')}>
        <ShippingFacts order={order} />
      </Panel>
      <Panel title={t('order.flyers')}>
        {order.flyers.length === 0 ? (
          <p class="faint">
            {t(order.shipment === null ? 'order.flyers.later' : 'order.flyers.none')}
          </p>
        ) : (
          <ul class="flyers">
            {order.flyers.map((flyer) => (
              <Flyer key={flyer.name} flyer={flyer} />
            ))}
          </ul>
        )}
      </Panel>
      {order.consignee != null && (
        <Panel title={t('order.consignee')}>
          <ConsigneeLines of={order.consignee} />
        </Panel>
      )}
    </aside>
  )
}

function Panel({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="panel panel-side">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function ShippingFacts({ order }: { order: Order }) {
  const known: [string, string | null | undefined][] = [
    [t('orders.carrier'), [carrier_name(order.carrier), order.service].filter(Boolean).join(' ')],
    [t('order.delivery'), [order.delivery_date, order.delivery_slot].filter(Boolean).join(' ')],
    [t('orders.ordered_at'), day_and_time(order.ordered_at)],
    ...shipment_facts(order.shipment),
  ]
  return (
    <Facts
      of={known.filter((fact): fact is [string, string] => fact[1] != null && fact[1] !== '')}
    />
  )
}

function shipment_facts(shipment: Shipment | null): [string, string | null | undefined][] {
  if (shipment === null) return [[t('order.shipment'), t('order.not_released')]]
  const parcel = shipment.parcel
  return [
    [t('order.shipment'), shipment.number],
    [t('order.wave'), shipment.wave],
    [t('order.tote'), shipment.tote],
    [t('order.tracking'), parcel?.tracking_no],
    [t('order.closed'), parcel == null ? null : moment_and_who(parcel.closed_at, parcel.closed_by)],
    [
      t('order.handed_over'),
      parcel?.handed_over_at == null ? null : day_and_time(parcel.handed_over_at),
    ],
  ]
}

function moment_and_who(at: string, who: string | null | undefined): string {
  return [day_and_time(at), who].filter(Boolean).join('　')
}

function Flyer({ flyer }: { flyer: FlyerOfOrder }) {
  const inside = flyer.inserted_pieces >= flyer.quantity_pieces
  return (
    <li class="flyer">
      <Picture url={flyer.product?.picture ?? null} name="" icon="flyer" />
      <div class="flyer-words">
        <span class="line-name">{flyer.name}</span>
        <span class="flyer-reason">
          {language.value === 'ja' ? flyer.reason_ja : flyer.reason_en}
        </span>
      </div>
      {flyer.waived === true ? (
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

function ConsigneeLines({ of }: { of: Consignee }) {
  return (
    <address class="consignee">
      <strong>{t('order.consignee.name', { name: of.name })}</strong>
      {of.postal_code != null && (
        <span>{t('order.consignee.postal', { code: of.postal_code })}</span>
      )}
      <span>
        {of.prefecture}
        {of.address} {of.building}
      </span>
      {of.phone != null && of.phone !== '' && <span class="code">{of.phone}</span>}
    </address>
  )
}
