"""Planning, inserting and waiving flyers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from server import orders, rules, stock
from server.catalog import product_owners
from server.flyers.decisions import Buyer, CampaignRule, campaigns_for, is_held_out
from server.flyers.records import Campaign, FlyerInsert, HeldOut
from server.foundation.clock import WAREHOUSE_TIME, now
from server.foundation.sets import table_of
from server.stock import Want


@dataclass(frozen=True, slots=True)
class RanOut:
    """A campaign whose flyers did not last, and how many parcels go without."""

    campaign: str
    product_id: int
    parcels: int


def plan(
    session: Session,
    released: Sequence[orders.OrderSummary],
    shipment_of_order: Mapping[int, int],
) -> list[RanOut]:
    """Decide which flyers each parcel gets, and hold them; called once, at release.

    Returns:
        Campaigns whose flyers did not last for every parcel that should have got one; the others
        go without.
    """
    running = session.scalars(select(Campaign).where(Campaign.active)).all()
    owners = product_owners(session, [campaign.product_id for campaign in running])
    matching = rules.matching(
        session,
        [order.id for order in released],
        {one.id: one.condition for one in running if one.condition is not None},
    )
    asked = [
        CampaignRule(
            campaign.id,
            owners[campaign.product_id],
            campaign.shop_id,
            campaign.audience,
            campaign.ordered_from,
            campaign.ordered_until,
            campaign.priority,
            campaign.exclusive_group,
            matching.get(campaign.id),
        )
        for campaign in running
    ]
    by_id = {campaign.id: campaign for campaign in running}
    takes_part = [
        (order, by_id[campaign_id])
        for order in released
        for campaign_id in campaigns_for(buyer_of(order), asked)
    ]
    goes_without = keep_held_out(session, takes_part)
    wanted = [
        {
            "shipment_id": shipment_of_order[order.id],
            "campaign_id": campaign.id,
            "campaign_revision": campaign.revision,
            "product_id": campaign.product_id,
            "quantity_pieces": campaign.quantity_pieces,
        }
        for order, campaign in takes_part
        if (order.id, campaign.id) not in goes_without
    ]
    if not wanted:
        return []
    made = session.execute(
        insert(table_of(FlyerInsert)).returning(
            FlyerInsert.id,
            FlyerInsert.product_id,
            FlyerInsert.quantity_pieces,
            FlyerInsert.campaign_id,
            sort_by_parameter_order=True,
        ),
        wanted,
    ).all()
    unmet = stock.hold_flyers(
        session, [Want(row.id, row.id, row.product_id, row.quantity_pieces) for row in made]
    )
    if not unmet:
        return []
    session.execute(
        delete(table_of(FlyerInsert)).where(FlyerInsert.id.in_(bindparam("ids", expanding=True))),
        {"ids": sorted(unmet)},
    )
    missing = Counter(row.campaign_id for row in made if row.id in unmet)
    return [
        RanOut(by_id[campaign_id].code, by_id[campaign_id].product_id, parcels)
        for campaign_id, parcels in sorted(missing.items())
    ]


def buyer_of(order: orders.OrderSummary) -> Buyer:
    """What campaigns may ask about this order."""
    ordered_on = order.ordered_at.astimezone(WAREHOUSE_TIME).date().isoformat()
    return Buyer(
        order.id,
        order.customer_key,
        order.owner_id,
        order.shop_id,
        order.purchase_number,
        ordered_on,
    )


def keep_held_out(
    session: Session, takes_part: Sequence[tuple[orders.OrderSummary, Campaign]]
) -> set[tuple[int, int]]:
    """Write down who goes without, for comparison: orders and campaigns."""
    rows = [
        {
            "order_id": order.id,
            "campaign_id": campaign.id,
            "campaign_revision": campaign.revision,
        }
        for order, campaign in takes_part
        if is_held_out(order.customer_key, campaign.id, campaign.held_out_percent)
    ]
    if rows:
        session.execute(insert(table_of(HeldOut)), rows)
    return {(row["order_id"], row["campaign_id"]) for row in rows}


def insert_flyers(session: Session, pieces_by_insert: Mapping[int, tuple[int, int]]) -> None:
    """Write how many flyers are in their parcels, and how many of them by the last scan."""
    if not pieces_by_insert:
        return
    session.execute(
        update(table_of(FlyerInsert))
        .where(FlyerInsert.id == bindparam("insert_id"))
        .values(inserted_pieces=bindparam("inserted"), last_pieces=bindparam("last")),
        [
            {"insert_id": insert_id, "inserted": inserted, "last": last}
            for insert_id, (inserted, last) in sorted(pieces_by_insert.items())
        ],
    )


def waive(session: Session, shipment_id: int, *, person_id: int) -> int:
    """Let a parcel go without the flyers it has not got yet; what was held for it is let go.

    Returns:
        How many flyers were waived.
    """
    rows = session.execute(
        update(table_of(FlyerInsert))
        .where(
            FlyerInsert.shipment_id == shipment_id,
            FlyerInsert.waived_at.is_(None),
            FlyerInsert.inserted_pieces < FlyerInsert.quantity_pieces,
        )
        .values(waived_at=now(), waived_by=person_id)
        .returning(FlyerInsert.id)
    ).all()
    let_go_of(session, [row.id for row in rows])
    return len(rows)


def let_go(session: Session, shipment_id: int) -> None:
    """The parcel will not be made: others may be promised its flyers."""
    inserts = session.scalars(
        select(FlyerInsert.id).where(FlyerInsert.shipment_id == shipment_id)
    ).all()
    let_go_of(session, inserts)


def let_go_of(session: Session, insert_ids: Sequence[int]) -> None:
    """End what is still held for flyer inserts."""
    held = stock.held_for_inserts(session, insert_ids)
    stock.release_holds(session, {one.reservation_id: one.quantity_pieces for one in held})
