"""What must hold between orders and the door."""

from typing import Any

from sqlalchemy import and_, or_, select

from server.exchange.door.records import OrderCheck
from server.orders.records import Order


def not_as_the_door_has_it() -> Any:
    """INV-40: orders that the door holds and that go on, or that it should hold and does not."""
    is_at_the_door = Order.hold_reason == "at_the_door"
    return (
        select(Order.id, Order.stage, OrderCheck.stage_before)
        .outerjoin(OrderCheck, OrderCheck.order_id == Order.id)
        .where(
            or_(
                and_(
                    OrderCheck.stage_before.is_not(None),
                    Order.stage != "cancelled",
                    or_(Order.stage != "held", ~is_at_the_door),
                ),
                and_(Order.stage == "held", is_at_the_door, OrderCheck.stage_before.is_(None)),
            )
        )
    )
