"""fsck: whether orders are where their stage says, and somebody will go on with them."""

from typing import Any

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.orm import aliased

from server.orders.records import Order, Parcel, Shipment
from server.picking.records import PickJob, PickLine
from server.tasks.records import Task


def stages_that_lie() -> Any:
    """INV-11: orders whose stage is not what their shipment, tasks and parcel say."""
    pick, pack = aliased(Task), aliased(Task)
    has_parcel = Parcel.id.is_not(None)
    return (
        select(Order.id, Order.stage, pick.stage, pack.stage, Parcel.tracking_no)
        .outerjoin(Shipment, and_(Shipment.order_id == Order.id, Shipment.cancelled_at.is_(None)))
        .outerjoin(pack, and_(pack.shipment_id == Shipment.id, pack.kind == "pack"))
        .outerjoin(pick, pick.id == pack.after_task_id)
        .outerjoin(PickJob, PickJob.task_id == pick.id)
        .outerjoin(Parcel, Parcel.shipment_id == Shipment.id)
        .where(
            or_(
                and_(Order.stage.in_(("waiting", "reserved")), Shipment.id.is_not(None)),
                and_(
                    Order.stage.in_(("released", "picking", "picked", "packing")),
                    or_(Shipment.id.is_(None), has_parcel),
                ),
                and_(
                    Order.stage == "picked",
                    pick.stage != "done",
                    # A done cart may have to bring back, or to fetch, the goods of another order.
                    PickJob.step.not_in(("cart_done", "put_back")),
                    lines_left_of(Shipment.id),
                ),
                and_(
                    Order.stage.in_(("packed", "shipped")),
                    or_(Parcel.id.is_(None), pack.stage != "done"),
                ),
                and_(Order.stage == "shipped", Parcel.handed_over_at.is_(None)),
                and_(Order.stage == "packed", Parcel.handed_over_at.is_not(None)),
            )
        )
    )


def lines_left_of(shipment_id: Any) -> Any:
    """Whether pieces of a shipment are still to be picked."""
    settled = PickLine.placed_pieces + PickLine.short_pieces
    return (
        select(literal(1))
        .where(
            PickLine.shipment_id == shipment_id,
            PickLine.is_dropped.is_(False),
            settled < PickLine.wanted_pieces,
        )
        .exists()
    )


def released_and_stuck() -> Any:
    """INV-21: orders on the floor for which nobody has, or will get, a task."""
    live = (
        select(literal(1))
        .where(
            Task.shipment_id == Shipment.id,
            Task.stage.in_(("waiting", "open", "claimed", "held")),
        )
        .exists()
    )
    return (
        select(Order.id, Order.stage, Shipment.number)
        .join(Shipment, and_(Shipment.order_id == Order.id, Shipment.cancelled_at.is_(None)))
        .where(Order.stage.in_(("released", "picking", "picked", "packing", "packed")), ~live)
    )
