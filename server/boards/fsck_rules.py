"""What must hold between orders and what rules have made of them."""

from typing import Any

from sqlalchemy import and_, or_, select

from server.orders.records import Order
from server.rules.records import OrderRuling, RuleVerdict


def not_as_ruled() -> Any:
    """INV-24: orders that a rule holds and that go on, or of which nothing is written down."""
    is_written = select(RuleVerdict.id).where(RuleVerdict.order_id == OrderRuling.order_id).exists()
    return (
        select(OrderRuling.order_id, OrderRuling.stage_before, Order.stage)
        .join(Order, Order.id == OrderRuling.order_id)
        .where(
            or_(
                and_(
                    OrderRuling.stage_before.is_not(None),
                    Order.stage.not_in(("held", "cancelled")),
                ),
                ~is_written,
            )
        )
    )
