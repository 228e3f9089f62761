"""fsck: whether the serial numbers in parcels say which pieces left. Reads only."""

from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from server.boards.fsck_cancelled import is_on_a_bench
from server.orders.records import OrderLine, PackedSerial, Shipment
from server.packing.records import PackJob, PackLine
from server.returning.records import ReturnedLine, ReturnJob


def pieces_without_their_serial() -> Any:
    """INV-35: lines of closed parcels with more or fewer serial numbers than pieces."""
    named = (
        select(func.count())
        .where(
            PackedSerial.shipment_id == PackJob.shipment_id,
            PackedSerial.order_line_id == PackLine.order_line_id,
            PackedSerial.lot == PackLine.lot,
        )
        .scalar_subquery()
    )
    return (
        select(PackJob.shipment_id, PackLine.order_line_id, PackLine.packed_pieces, named)
        .join(PackLine, PackLine.task_id == PackJob.task_id)
        .where(
            PackJob.step == "parcel_closed",
            PackLine.wants_serial,
            PackLine.packed_pieces != named,
        )
    )


def serials_out_twice() -> Any:
    """INV-35: pieces that are in two parcels at a time."""
    return (
        select(PackedSerial.product_id, PackedSerial.serial, func.count())
        .where(PackedSerial.came_back_at.is_(None))
        .group_by(PackedSerial.product_id, PackedSerial.serial)
        .having(func.count() > 1)
    )


def serials_of_other_parcels() -> Any:
    """INV-35: serial numbers of goods that their parcel does not hold, or that nobody sends.

    Of a cancelled parcel that is open on a bench they go when its packer hears of it.
    """
    return (
        select(PackedSerial.id, PackedSerial.shipment_id, PackedSerial.serial)
        .join(OrderLine, OrderLine.id == PackedSerial.order_line_id)
        .join(Shipment, Shipment.id == PackedSerial.shipment_id)
        .where(
            (OrderLine.product_id != PackedSerial.product_id)
            | (OrderLine.order_id != Shipment.order_id)
            | and_(Shipment.cancelled_at.is_not(None), ~is_on_a_bench(Shipment.id))
        )
    )


def pieces_back_that_never_left(session: Session) -> list[tuple[int, ...]]:
    """INV-41: booked returns of pieces without their number, or whose number is not back."""
    back = (
        select(Shipment.order_id, PackedSerial.product_id, PackedSerial.serial)
        .join(Shipment, Shipment.id == PackedSerial.shipment_id)
        .where(PackedSerial.came_back_at.is_not(None))
    )
    returned = (
        select(ReturnJob.order_id, ReturnedLine)
        .join(ReturnedLine, ReturnedLine.task_id == ReturnJob.task_id)
        .where(ReturnJob.booked_at.is_not(None), ReturnedLine.serials.is_not(None))
    )
    known = {tuple(row) for row in session.execute(back)}
    named = [
        (line, {(order_id, line.product_id, serial) for serial in line.serials or ()})
        for order_id, line in session.execute(returned)
    ]
    return [
        (line.task_id, line.product_id, line.pieces)
        for line, pieces in named
        if len(pieces) != line.pieces or not pieces <= known
    ]
