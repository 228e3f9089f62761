"""What a campaign's flyer does: who came back, of those it was meant for and of those held out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.orm import Session

from server import flyers, orders
from server.boards.books import read_apart
from server.boards.campaign_money import arms, lift, money, net
from server.flyers.records import Campaign, FlyerInsert, HeldOut
from server.foundation import now
from server.orders.records import Order, Shipment

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class FirstTime:
    """The order with which a customer first took part."""

    order_id: int
    shop_id: int
    customer_key: str
    ordered_at: datetime
    is_held_out: bool
    arm: str
    """Which of the campaign's two flyers is meant for the customer."""


def report(
    session: Session, owner_id: int, campaign_id: int, *, days: int
) -> dict[str, Any] | None:
    """What came of a campaign; None when the owner has no such campaign.

    A customer belongs to the group of their first order in the campaign, whatever came later, and
    counts when that order's days are over. A flyer that was waived at the bench still was meant for
    its customer: who loses flyers must not choose who is compared.

    Args:
        session: the open transaction.
        owner_id: whose campaign.
        campaign_id: which one.
        days: within how many days a customer has to order again at the same shop.
    """
    campaign = session.scalar(
        select(Campaign).where(Campaign.id == campaign_id, Campaign.owner_id == owner_id)
    )
    if campaign is None:
        return None
    firsts = first_times(session, campaign_id)
    waits_from = now() - timedelta(days=days)
    over = [one for one in firsts if one.ordered_at <= waits_from]
    again_yen = later_purchases(session, over, days)
    got, held_out, a, b = (
        side([one for one in firsts if is_of(one)], [one for one in over if is_of(one)], again_yen)
        for is_of in (was_meant, was_held_out, gets_a, gets_b)
    )
    compared = flyers.uplift(
        flyers.Group(got["customers"], got["came_back"]),
        flyers.Group(held_out["customers"], held_out["came_back"]),
    )
    return {
        "campaign": campaign_id,
        "days": days,
        **sent(session, campaign_id),
        **money(session, campaign),
        **lift(got, held_out),
        **net(
            session,
            campaign,
            spent_by([one for one in over if was_meant(one)], again_yen),
            spent_by([one for one in over if was_held_out(one)], again_yen),
        ),
        "arms": None if campaign.b_product_id is None else arms(session, campaign, a, b),
        "got": got,
        "held_out": held_out,
        "difference": compared.difference,
        "low": compared.low,
        "high": compared.high,
        "verdict": compared.verdict,
        "customers_least": flyers.CUSTOMERS_LEAST,
    }


def was_meant(first: FirstTime) -> bool:
    """Whether the customer was meant to get a flyer."""
    return not first.is_held_out


def was_held_out(first: FirstTime) -> bool:
    """Whether the customer goes without, for comparison."""
    return first.is_held_out


def gets_a(first: FirstTime) -> bool:
    """Whether the first flyer is meant for the customer."""
    return first.arm == "a"


def gets_b(first: FirstTime) -> bool:
    """Whether the second flyer is meant for the customer."""
    return first.arm == "b"


def sent(session: Session, campaign_id: int) -> dict[str, int]:
    """Parcels that were planned the flyer, that have it, and that went without after all."""
    row = session.execute(
        select(
            func.count(),
            func.count().filter(FlyerInsert.inserted_pieces > 0),
            func.count().filter(
                FlyerInsert.waived_at.is_not(None), FlyerInsert.inserted_pieces == 0
            ),
        ).where(FlyerInsert.campaign_id == campaign_id, FlyerInsert.let_go_at.is_(None))
    ).one()
    return dict(zip(("planned", "inserted", "waived"), map(int, row), strict=True))


def first_times(session: Session, campaign_id: int) -> list[FirstTime]:
    """Each customer's first order in a campaign; cancelled orders are none."""
    columns = (Order.id, Order.shop_id, Order.customer_key, Order.ordered_at)
    meant = (
        select(*columns, literal(value=False).label("is_held_out"), FlyerInsert.arm)
        .join(Shipment, Shipment.order_id == Order.id)
        .join(FlyerInsert, FlyerInsert.shipment_id == Shipment.id)
        .where(FlyerInsert.campaign_id == campaign_id, FlyerInsert.let_go_at.is_(None))
    )
    left_out = (
        select(*columns, literal(value=True).label("is_held_out"), literal("").label("arm"))
        .join(HeldOut, HeldOut.order_id == Order.id)
        .where(HeldOut.campaign_id == campaign_id, Order.stage != "cancelled")
    )
    rows = [FirstTime(*row.values()) for row in read_apart(session, meant)]
    rows += [FirstTime(*row.values()) for row in read_apart(session, left_out)]
    rows.sort(key=lambda one: (one.ordered_at, one.order_id))
    found: dict[str, FirstTime] = {}
    for one in rows:
        found.setdefault(one.customer_key, one)
    return list(found.values())


def later_purchases(session: Session, firsts: Sequence[FirstTime], days: int) -> dict[int, int]:
    """For who ordered again in time: their first order here → what they spent in that time."""
    spent: dict[int, int] = {}
    for start in range(0, len(firsts), AT_ONCE):
        some = firsts[start : start + AT_ONCE]
        known = orders.purchases(session, [(one.shop_id, one.customer_key) for one in some])
        for one in some:
            until = one.ordered_at + timedelta(days=days)
            again = [
                later.total_yen
                for later in known[one.shop_id, one.customer_key]
                # The parts of a split order were ordered at the same moment.
                if one.ordered_at < later.ordered_at <= until
            ]
            if again:
                spent[one.order_id] = sum(again)
    return spent


def spent_by(over: Iterable[FirstTime], again_yen: Mapping[int, int]) -> dict[str, int]:
    """What each customer spent in their days; nothing, where they did not come back."""
    return {one.customer_key: again_yen.get(one.order_id, 0) for one in over}


def side(
    firsts: Sequence[FirstTime], over: Iterable[FirstTime], again_yen: Mapping[int, int]
) -> dict[str, Any]:
    """One of the two groups that are compared."""
    counted = list(over)
    spent = [again_yen[one.order_id] for one in counted if one.order_id in again_yen]
    return {
        "customers": len(counted),
        "waiting": len(firsts) - len(counted),
        "came_back": len(spent),
        "rate": len(spent) / len(counted) if counted else None,
        "yen_per_customer": sum(spent) // len(counted) if counted else None,
    }
