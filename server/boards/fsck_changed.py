"""fsck: whether changed orders leave as they are wanted now. Reads only."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from server.orders.records import Order, OrderLine, Shipment
from server.packing.records import PackJob, PackLine


def leaves_with_what_was_withdrawn() -> Any:
    """INV-36: orders that were changed to nothing, or whose closed parcel holds what was taken out.

    A line that is withdrawn is never brought back to life: another is written in its place.
    """
    live = aliased(OrderLine)
    has_lines = select(live.id).where(live.order_id == Order.id, live.withdrawn_at.is_(None))
    is_packed = (
        select(PackLine.id)
        .join(PackJob, PackJob.task_id == PackLine.task_id)
        .where(
            PackLine.order_line_id == OrderLine.id,
            PackLine.packed_pieces > 0,
            PackJob.step == "parcel_closed",
        )
    )
    return (
        select(Order.id, OrderLine.id, Shipment.number)
        .join(OrderLine, OrderLine.order_id == Order.id)
        .outerjoin(Shipment, Shipment.order_id == Order.id)
        .where(
            OrderLine.withdrawn_at.is_not(None),
            or_(~has_lines.exists(), is_packed.exists()),
        )
    )
