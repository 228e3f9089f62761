"""How often flyers went out, as caps count it, out of the inserts themselves."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from server.flyers.decisions import Used
from server.flyers.records import FlyerInsert


def fills_a_cap() -> ColumnElement[bool]:
    """Whether an insert fills a cap: it is in its parcel, or held for it."""
    return and_(
        FlyerInsert.let_go_at.is_(None),
        or_(FlyerInsert.waived_at.is_(None), FlyerInsert.inserted_pieces > 0),
    )


def used_so_far(
    session: Session, campaign_ids: Sequence[int], customer_keys: Collection[str], *, on: str
) -> Used:
    """What went out of these campaigns, what of it on a day, and everything these customers got."""
    used = Used()
    totals = session.execute(
        select(FlyerInsert.campaign_id, func.count())
        .where(FlyerInsert.campaign_id.in_(list(campaign_ids)), fills_a_cap())
        .group_by(FlyerInsert.campaign_id)
    )
    used.parcels.update({number: parcels for number, parcels in totals if number is not None})
    of_day = session.execute(
        select(FlyerInsert.campaign_id, func.count())
        .where(
            FlyerInsert.campaign_id.in_(list(campaign_ids)),
            FlyerInsert.planned_on == on,
            fills_a_cap(),
        )
        .group_by(FlyerInsert.campaign_id)
    )
    used.parcels_on_day.update(
        {(number, on): parcels for number, parcels in of_day if number is not None}
    )
    got = session.execute(
        select(
            FlyerInsert.customer_key,
            FlyerInsert.campaign_id,
            FlyerInsert.product_id,
            FlyerInsert.planned_on,
        ).where(FlyerInsert.customer_key.in_(sorted(customer_keys)), fills_a_cap())
    )
    for customer_key, campaign_id, product_id, planned_on in got:
        if campaign_id is not None:
            used.days[campaign_id, customer_key].append(planned_on)
        used.sent.add((customer_key, product_id))
    return used
