"""fsck: whether what cancelled orders left on the floor comes back. Reads only."""

from typing import Any

from sqlalchemy import and_, literal, or_, select
from sqlalchemy.orm import aliased

from server.orders.records import Order, OrderLine, Shipment
from server.picking.records import PickJob, PickLine
from server.stock.records import Reservation
from server.tasks.records import Task


def held_for_nobody() -> Any:
    """INV-22: goods held for what nobody is to get, though its picker has heard it, or had none."""
    left = Reservation.quantity_pieces - Reservation.used_pieces - Reservation.released_pieces
    unheard = (
        select(literal(1))
        .where(PickLine.order_line_id == OrderLine.id, PickLine.is_dropped.is_(False))
        .exists()
    )
    return (
        select(Order.id, OrderLine.id, Reservation.id, left)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Reservation, Reservation.order_line_id == OrderLine.id)
        .where(
            or_(Order.stage == "cancelled", OrderLine.withdrawn_at.is_not(None)), left > 0, ~unheard
        )
    )


def forgotten_on_the_way_back() -> Any:
    """INV-23: goods of a cancelled order that are off their shelf and that nobody brings back."""
    coming = Task.stage.in_(("open", "claimed"))
    return (
        select(PickLine.id, PickLine.shipment_id, PickLine.picked_pieces, PickJob.step, Task.stage)
        .join(PickJob, PickJob.task_id == PickLine.task_id)
        .join(Task, Task.id == PickLine.task_id)
        .join(Shipment, Shipment.id == PickLine.shipment_id)
        .where(
            PickLine.picked_pieces > 0,
            Shipment.cancelled_at.is_not(None),
            or_(~coming, and_(PickLine.is_dropped, PickJob.step != "put_back")),
            ~is_on_a_bench(PickLine.shipment_id),
        )
    )


def is_on_a_bench(shipment_id: Any) -> Any:
    """Whether a packer has the parcel of this shipment (a column), and will hear of it."""
    pack = aliased(Task)
    return (
        select(literal(1))
        .where(
            pack.shipment_id == shipment_id,
            pack.kind == "pack",
            pack.stage.in_(("open", "claimed")),
        )
        .exists()
    )
