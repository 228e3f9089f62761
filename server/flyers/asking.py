"""What campaigns need to know of orders, gathered from the rooms below."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from server import catalog, orders, rules
from server.flyers.decisions import Buyer, CampaignRule, Caps
from server.flyers.fitting import NO_LIMITS, NOT_MEASURED, NOTHING, Limits, Size, larger_of
from server.flyers.records import Campaign
from server.foundation.clock import WAREHOUSE_TIME


def rules_of(
    session: Session, campaigns: Sequence[Campaign], order_ids: Sequence[int]
) -> list[CampaignRule]:
    """Campaigns as they are asked about these orders."""
    matching = rules.matching(
        session,
        order_ids,
        {one.id: one.condition for one in campaigns if one.condition is not None},
    )
    sizes = sizes_of(
        session,
        {
            number
            for one in campaigns
            for number in (one.product_id, one.b_product_id, one.substitute_id)
            if number is not None
        },
    )
    return [
        CampaignRule(
            one.id,
            one.owner_id,
            one.shop_id,
            one.audience,
            one.ordered_from,
            one.ordered_until,
            one.priority,
            one.exclusive_group,
            matching.get(one.id),
            one.held_out_percent,
            one.product_id,
            one.quantity_pieces,
            enough_for(one.product_id, one.substitute_id, sizes),
            caps_of(one),
            b_product_id=one.b_product_id,
            b_size=enough_for(one.b_product_id, one.substitute_id, sizes),
            b_percent=one.b_percent,
            substitute_id=one.substitute_id,
        )
        for one in campaigns
    ]


def caps_of(campaign: Campaign) -> Caps:
    """The caps of a campaign."""
    return Caps(
        campaign.parcels_max,
        campaign.parcels_per_day_max,
        campaign.parcels_per_customer_max,
        campaign.parcels_per_period_max,
        campaign.period_days,
        campaign.not_sent_before,
        campaign.parcel_flyers_max,
        campaign.parcel_grams_max,
        campaign.parcel_mm_max,
    )


def sizes_of(session: Session, product_ids: Collection[int]) -> dict[int, Size]:
    """How heavy and thick one piece of each product is."""
    traits = catalog.product_traits(session, sorted(product_ids))
    return {number: Size(one.weight_grams, one.thickness_mm) for number, one in traits.items()}


def enough_for(
    product_id: int | None, substitute_id: int | None, sizes: Mapping[int, Size]
) -> Size:
    """What a flyer takes of a parcel, whichever of the two goes in: itself or its substitute."""
    if product_id is None:
        return NOT_MEASURED
    own = sizes[product_id]
    return own if substitute_id is None else larger_of(own, sizes[substitute_id])


def buyers_of(
    session: Session,
    asked_about: Sequence[orders.OrderSummary | orders.WholeOrder],
    asked: Sequence[CampaignRule],
    *,
    on: str,
) -> dict[int, Buyer]:
    """What campaigns may ask about these orders, by order.

    How heavy and thick the goods are is looked up only where a campaign asks, or a service does.
    """
    limits = catalog.service_limits(session, on)
    services = {
        one.id: catalog.limit_for(limits, one.carrier_code, one.service) for one in asked_about
    }
    caps_ask = any(
        one.caps.parcel_grams_max is not None or one.caps.parcel_mm_max is not None for one in asked
    )
    measured = [one for one, limit in services.items() if caps_ask or limit is not None]
    sizes = goods_sizes(session, measured)
    return {
        one.id: buyer_of(one, sizes.get(one.id, NOTHING), services[one.id]) for one in asked_about
    }


def buyer_of(
    order: orders.OrderSummary | orders.WholeOrder,
    goods: Size,
    limit: catalog.ServiceLimit | None,
) -> Buyer:
    """What campaigns may ask about this order."""
    ordered_on = order.ordered_at.astimezone(WAREHOUSE_TIME).date().isoformat()
    return Buyer(
        order.id,
        order.customer_key,
        order.owner_id,
        order.shop_id,
        order.purchase_number,
        ordered_on,
        goods,
        NO_LIMITS
        if limit is None
        else Limits(grams=limit.weight_grams_max, mm=limit.thickness_mm_max),
    )


def goods_sizes(session: Session, order_ids: Sequence[int]) -> dict[int, Size]:
    """How heavy and thick the goods of orders are together, lying one upon the other."""
    if not order_ids:
        return {}
    lines = orders.lines_of_orders(session, order_ids)
    each = sizes_of(session, {line.product_id for line in lines})
    together = dict.fromkeys(order_ids, NOTHING)
    for line in lines:
        together[line.order_id] += each[line.product_id] * line.quantity_pieces
    return together
