"""Whether returns, parcels and the ledger say the same."""

from typing import Any

from sqlalchemy import func, literal, select

from server.orders.records import Parcel, Shipment
from server.returning.records import ReturnedLine, ReturnJob
from server.stock.records import Movement

RETURNED = ("returned", "returned_damaged", "returned_held")


def more_back_than_sent() -> Any:
    """INV-26: goods of an order of which more came back than was sent, by product and lot."""
    came = (
        select(
            ReturnJob.order_id,
            ReturnedLine.product_id,
            ReturnedLine.lot,
            func.sum(ReturnedLine.pieces).label("pieces"),
        )
        .join(ReturnJob, ReturnJob.task_id == ReturnedLine.task_id)
        .where(ReturnJob.booked_at.is_not(None))
        .group_by(ReturnJob.order_id, ReturnedLine.product_id, ReturnedLine.lot)
        .subquery()
    )
    sent = (
        select(func.coalesce(func.sum(Movement.quantity_pieces), 0))
        .join(Parcel, Parcel.place_id == Movement.source_place_id)
        .join(Shipment, Shipment.id == Parcel.shipment_id)
        .where(
            Movement.cause == "handed_over",
            Movement.product_id == came.c.product_id,
            Movement.lot == came.c.lot,
            Shipment.order_id == came.c.order_id,
        )
        .scalar_subquery()
    )
    return select(
        came.c.order_id, came.c.product_id, came.c.lot, came.c.pieces, sent.label("sent")
    ).where(came.c.pieces > sent)


def other_returns_than_booked() -> Any:
    """INV-26: products and lots of which returns say other pieces than the ledger, by grade."""
    noted = (
        select(
            ReturnedLine.product_id,
            ReturnedLine.lot,
            func.replace(literal("returned_") + ReturnedLine.grade, "_good", "").label("cause"),
            ReturnedLine.pieces.label("pieces"),
        )
        .join(ReturnJob, ReturnJob.task_id == ReturnedLine.task_id)
        .where(ReturnJob.booked_at.is_not(None))
    )
    booked = select(
        Movement.product_id, Movement.lot, Movement.cause, -Movement.quantity_pieces
    ).where(Movement.cause.in_(RETURNED))
    both = noted.union_all(booked).subquery()
    return (
        select(both.c.product_id, both.c.lot, both.c.cause, func.sum(both.c.pieces))
        .group_by(both.c.product_id, both.c.lot, both.c.cause)
        .having(func.sum(both.c.pieces) != 0)
    )
