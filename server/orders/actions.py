"""What is done with orders, shipments and parcels."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.orm import Session

from server.foundation.clock import now
from server.foundation.outbox import announce
from server.foundation.sets import table_of
from server.orders.decisions import shipment_number
from server.orders.records import STAGES, Order, OrderLine, Parcel, Shipment


def set_stage(
    session: Session,
    order_ids: Sequence[int],
    stage: str,
    *,
    hold_reason: str | None = None,
    only_from: Sequence[str] = STAGES,
) -> list[int]:
    """Move orders to a stage, and say so; orders that are there already stay silent.

    Args:
        session: the open transaction.
        order_ids: which orders.
        stage: one of `STAGES`.
        hold_reason: why, for the stage `held`.
        only_from: the stages in which an order is moved.

    Returns:
        The orders that were moved.
    """
    if not order_ids:
        return []
    changed = session.execute(
        update(table_of(Order))
        .where(
            Order.id.in_(bindparam("order_ids", expanding=True)),
            Order.stage != stage,
            Order.stage.in_(bindparam("only_from", expanding=True)),
        )
        .values(
            stage=stage,
            stage_since=now(),
            hold_reason=hold_reason,
            revision=Order.revision + 1,
        )
        .returning(Order.id, Order.revision),
        {"order_ids": list(order_ids), "only_from": list(only_from)},
    ).all()
    for order_id, revision in changed:
        announce(
            session,
            topic=f"order:{order_id}",
            kind="order_moved",
            revision=revision,
            body={"stage": stage} | ({"reason": hold_reason} if hold_reason else {}),
        )
    return [order_id for order_id, _ in changed]


def set_stage_of_shipments(
    session: Session,
    shipment_ids: Sequence[int],
    stage: str,
    *,
    hold_reason: str | None = None,
    only_from: Sequence[str] = STAGES,
) -> None:
    """Move the orders of these shipments to a stage; for a cancelled one nothing moves any more."""
    order_ids = session.scalars(
        select(Shipment.order_id).where(
            Shipment.id.in_(list(shipment_ids)), Shipment.cancelled_at.is_(None)
        )
    ).all()
    set_stage(session, order_ids, stage, hold_reason=hold_reason, only_from=only_from)


def make_shipments(session: Session, order_ids: Sequence[int]) -> dict[int, int]:
    """Give each order its shipment; the database refuses a second live one.

    Returns:
        order id → shipment id.
    """
    chosen = session.execute(
        select(Order.id, Order.carrier_code, Order.service).where(Order.id.in_(list(order_ids)))
    ).all()
    moment = now()
    made = session.execute(
        insert(table_of(Shipment)).returning(Shipment.id, Shipment.order_id),
        [
            {
                "order_id": order_id,
                # The number follows from the id, which the database gives in this statement.
                "number": uuid4().hex[:15],
                "carrier_code": carrier_code,
                "service": service,
                "released_at": moment,
            }
            for order_id, carrier_code, service in chosen
        ],
    ).all()
    session.execute(
        update(table_of(Shipment))
        .where(Shipment.id == bindparam("shipment_id"))
        .values(number=bindparam("shipment_number")),
        [
            {"shipment_id": shipment_id, "shipment_number": shipment_number(shipment_id)}
            for shipment_id, _ in made
        ],
    )
    return {order_id: shipment_id for shipment_id, order_id in made}


def close_parcel(
    session: Session,
    *,
    shipment_id: int,
    place_id: int,
    carrier_code: str,
    tracking_no: str,
    person_id: int,
) -> None:
    """Close the box of a shipment under its tracking number.

    Raises:
        sqlalchemy.exc.IntegrityError: another parcel of the carrier has this number.
    """
    moment = now()
    session.execute(
        insert(table_of(Parcel)),
        {
            "shipment_id": shipment_id,
            "place_id": place_id,
            "carrier_code": carrier_code,
            "tracking_no": tracking_no,
            "closed_at": moment,
            "closed_by": person_id,
        },
    )
    set_stage_of_shipments(session, [shipment_id], "packed")
    announce(
        session,
        topic=f"shipment:{shipment_id}",
        kind="parcel_closed",
        body={"carrier": carrier_code, "tracking_no": tracking_no, "person": person_id},
    )


def hand_over_parcels(session: Session, parcel_ids: Sequence[int], *, at: datetime) -> list[int]:
    """Mark closed parcels as taken by the carrier.

    Returns:
        The shipments that left; a parcel that had left already is not among them.
    """
    shipment_ids = list(
        session.scalars(
            update(table_of(Parcel))
            .where(Parcel.id.in_(list(parcel_ids)), Parcel.handed_over_at.is_(None))
            .values(handed_over_at=at)
            .returning(Parcel.shipment_id)
        )
    )
    set_stage_of_shipments(session, shipment_ids, "shipped")
    for shipment_id in shipment_ids:
        announce(session, topic=f"shipment:{shipment_id}", kind="shipment_handed_over")
    return shipment_ids


def accept_shortage(session: Session, order_line_id: int, quantity_pieces: int) -> None:
    """Agree to ship without pieces that were not there."""
    order_id = session.scalars(
        update(table_of(OrderLine))
        .where(OrderLine.id == order_line_id)
        .values(short_pieces=OrderLine.short_pieces + quantity_pieces)
        .returning(OrderLine.order_id)
    ).one()
    announce(
        session,
        topic=f"order:{order_id}",
        kind="order_short",
        body={"line": order_line_id, "pieces": quantity_pieces},
    )


def cancel_shipment(session: Session, shipment_id: int) -> bool:
    """Nothing leaves for this shipment any more; false when that was so before."""
    cancelled = session.scalars(
        update(table_of(Shipment))
        .where(Shipment.id == shipment_id, Shipment.cancelled_at.is_(None))
        .values(cancelled_at=now())
        .returning(Shipment.id)
    ).one_or_none()
    return cancelled is not None
