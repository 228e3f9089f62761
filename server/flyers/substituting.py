"""A flyer that is not there when its parcel is packed: a supervisor lets its substitute go in."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import orders, stock
from server.flyers.by_rules import Wishes, wishes_of
from server.flyers.records import Campaign, FlyerInsert
from server.flyers.used import used_so_far
from server.foundation.clock import today
from server.foundation.sets import table_of
from server.stock import Want


@dataclass(frozen=True, slots=True)
class Instead:
    """What goes in in place of a flyer."""

    product_id: int
    pieces: int


def substitute(session: Session, shipment_id: int) -> int:
    """Let the campaigns' substitutes go into a parcel in place of what it has not got yet.

    What rules say of the order's flyers holds, and so does who is never sent one twice. What finds
    no stock stays as it was.

    Returns:
        How many flyers were replaced.
    """
    instead = substitutes_of(session, shipment_id)
    held = stock.held_for_inserts(session, sorted(instead))
    unmet = stock.hold_flyers(
        session,
        [Want(one, one, row.product_id, row.pieces) for one, row in sorted(instead.items())],
    )
    replaced = {one: row for one, row in instead.items() if one not in unmet}
    stock.release_holds(
        session,
        {one.reservation_id: one.quantity_pieces for one in held if one.purpose in replaced},
    )
    for insert_id, row in sorted(replaced.items()):
        session.execute(
            update(table_of(FlyerInsert))
            .where(FlyerInsert.id == insert_id)
            .values(product_id=row.product_id)
        )
    return len(replaced)


def substitutes_of(session: Session, shipment_id: int) -> dict[int, Instead]:
    """By insert the substitute of each flyer that a parcel has not got yet, where it has one."""
    rows = session.execute(
        select(
            FlyerInsert.id,
            FlyerInsert.product_id,
            FlyerInsert.quantity_pieces,
            FlyerInsert.customer_key,
            Campaign.id.label("campaign_id"),
            Campaign.substitute_id,
            Campaign.not_sent_before,
        )
        .join(Campaign, Campaign.id == FlyerInsert.campaign_id)
        .where(
            FlyerInsert.shipment_id == shipment_id,
            FlyerInsert.inserted_pieces == 0,
            FlyerInsert.waived_at.is_(None),
            FlyerInsert.let_go_at.is_(None),
        )
        .order_by(FlyerInsert.id)
    ).all()
    if not rows:
        return {}
    (order,) = orders.whole_orders(
        session, [orders.shipments_by_id(session, [shipment_id])[shipment_id].order_id]
    )
    wishes = wishes_of(session, [order]).get(order.id, Wishes())
    sent = used_so_far(
        session, [row.campaign_id for row in rows], {row.customer_key for row in rows}, on=today()
    ).sent
    return {
        row.id: Instead(flyer, row.quantity_pieces)
        for row in rows
        if (flyer := wishes.substitute(row.substitute_id)) is not None
        and flyer != row.product_id
        and not (row.not_sent_before and (row.customer_key, flyer) in sent)
    }
