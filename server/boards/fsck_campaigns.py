"""What must hold between the caps of campaigns and the flyers that went out."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from server.flyers import day_before, fills_a_cap
from server.flyers.records import Campaign, FlyerInsert
from server.orders.records import Order, Shipment


def inserts_of_others() -> Any:
    """INV-29: flyer inserts that are counted for another customer than their parcel's."""
    return (
        select(FlyerInsert.id, FlyerInsert.shipment_id, Order.id)
        .join(Shipment, Shipment.id == FlyerInsert.shipment_id)
        .join(Order, Order.id == Shipment.order_id)
        .where(FlyerInsert.customer_key != Order.customer_key)
    )


def beyond_their_caps(session: Session) -> Sequence[Any]:
    """INV-30: campaigns that sent more than their caps allow.

    A cap that was lowered below what had gone out by then is not broken by that; only by a flyer
    that was planned afterwards.
    """
    capped = select(Campaign).where(
        or_(
            Campaign.parcels_max.is_not(None),
            Campaign.parcels_per_day_max.is_not(None),
            Campaign.parcels_per_customer_max.is_not(None),
            Campaign.parcels_per_period_max.is_not(None),
        )
    )
    found: list[Any] = []
    for campaign in session.scalars(capped):
        rows = session.execute(
            select(FlyerInsert.customer_key, FlyerInsert.planned_on, FlyerInsert.campaign_revision)
            .where(FlyerInsert.campaign_id == campaign.id, fills_a_cap())
            .order_by(FlyerInsert.id)
        ).all()
        found += [(campaign.id, *one) for one in broken_caps(campaign, rows)]
    return found


def broken_caps(campaign: Campaign, rows: Sequence[Any]) -> list[tuple[str, int]]:
    """The caps of one campaign that its inserts break, and how many there are."""
    fresh = [row for row in rows if row.campaign_revision == campaign.revision]
    on_day = Counter(row.planned_on for row in rows)
    days: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        days[row.customer_key].append(row.planned_on)
    in_period = [
        sum(day_before(row.planned_on, campaign.period_days) < day <= row.planned_on for day in got)
        for row in fresh
        if campaign.period_days is not None and (got := days[row.customer_key])
    ]
    largest = {
        "parcels_max": len(rows) if fresh else 0,
        "parcels_per_day_max": max((on_day[row.planned_on] for row in fresh), default=0),
        "parcels_per_customer_max": max((len(days[row.customer_key]) for row in fresh), default=0),
        "parcels_per_period_max": max(in_period, default=0),
    }
    return [
        (cap, count)
        for cap, count in largest.items()
        if getattr(campaign, cap) is not None and count > getattr(campaign, cap)
    ]
