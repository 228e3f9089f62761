"""Whether what shops told by their API was answered for, and stands as it was said last."""

from typing import Any

from sqlalchemy import and_, exists, func, or_, select

from server.catalog.records import Shop
from server.exchange.connections.records import Connection, ConnectionShop
from server.exchange.shop_apis.records import ShopMessage, ShopOrder
from server.orders.records import Order


def messages_unanswered() -> Any:
    """INV-45a: messages that ended and still wait, or are done without an order of that shop."""
    is_behind = exists().where(
        ConnectionShop.connection_id == Connection.id, ConnectionShop.shop_id == Order.shop_id
    )
    is_theirs = exists().where(
        Order.id == ShopMessage.order_id, or_(Order.shop_id == Connection.shop_id, is_behind)
    )
    waits = ShopMessage.state == "waiting"
    return (
        select(ShopMessage.id, ShopMessage.connection_id, ShopMessage.state, ShopMessage.order_id)
        .join(Connection, Connection.id == ShopMessage.connection_id)
        .where(
            or_(
                waits == ShopMessage.done_at.is_not(None),
                waits == ShopMessage.code.is_not(None),
                and_(ShopMessage.state == "done", ~is_theirs),
            )
        )
    )


def shops_of_others() -> Any:
    """INV-51: shops behind a connection that are not of its owner."""
    return (
        select(ConnectionShop.connection_id, ConnectionShop.their_code, ConnectionShop.shop_id)
        .join(Connection, Connection.id == ConnectionShop.connection_id)
        .join(Shop, Shop.id == ConnectionShop.shop_id)
        .where(Shop.owner_id != Connection.owner_id)
    )


def older_than_said() -> Any:
    """INV-45b: orders of which a shop said something newer than what counts."""
    newest = (
        select(
            ShopMessage.connection_id,
            ShopMessage.shop_order_id,
            func.max(ShopMessage.said_at).label("said_at"),
        )
        .where(
            ShopMessage.state.in_(("done", "passed", "rejected")), ShopMessage.shop_order_id != ""
        )
        .group_by(ShopMessage.connection_id, ShopMessage.shop_order_id)
        .subquery()
    )
    return (
        select(newest.c.connection_id, newest.c.shop_order_id, newest.c.said_at)
        .outerjoin(
            ShopOrder,
            and_(
                ShopOrder.connection_id == newest.c.connection_id,
                ShopOrder.shop_order_id == newest.c.shop_order_id,
            ),
        )
        .where(or_(ShopOrder.said_at.is_(None), ShopOrder.said_at < newest.c.said_at))
    )
