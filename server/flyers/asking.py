"""What campaigns need to know of orders, gathered from the rooms below."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from server import catalog, orders, rules
from server.flyers.decisions import Buyer, CampaignRule, Caps
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
    weighed = [
        number
        for one in campaigns
        for number in (one.product_id, one.b_product_id)
        if number is not None
    ]
    traits = catalog.product_traits(session, weighed)
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
            traits[one.product_id].weight_grams,
            caps_of(one),
            b_product_id=one.b_product_id,
            b_grams=None if one.b_product_id is None else traits[one.b_product_id].weight_grams,
            b_percent=one.b_percent,
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
    )


def buyer_of(order: orders.OrderSummary | orders.WholeOrder, grams: int | None) -> Buyer:
    """What campaigns may ask about this order."""
    ordered_on = order.ordered_at.astimezone(WAREHOUSE_TIME).date().isoformat()
    return Buyer(
        order.id,
        order.customer_key,
        order.owner_id,
        order.shop_id,
        order.purchase_number,
        ordered_on,
        grams,
    )


def goods_grams(
    session: Session, order_ids: Sequence[int], asked: Sequence[CampaignRule]
) -> dict[int, int | None]:
    """What the goods of orders weigh, where a campaign asks for it; None where one is unknown."""
    if all(one.caps.parcel_grams_max is None for one in asked):
        return {}
    lines = orders.lines_of_orders(session, order_ids)
    traits = catalog.product_traits(session, sorted({line.product_id for line in lines}))
    grams: dict[int, int | None] = dict.fromkeys(order_ids, 0)
    for line in lines:
        so_far, each = grams[line.order_id], traits[line.product_id].weight_grams
        grams[line.order_id] = (
            None if so_far is None or each is None else so_far + each * line.quantity_pieces
        )
    return grams
