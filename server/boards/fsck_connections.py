"""Whether shops were told what they wanted to hear, and nobody else was."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, and_, cast, exists, literal, or_, select
from sqlalchemy.orm import Session

from server.exchange.connections.records import (
    Connection,
    ConnectionShop,
    News,
    NewsReader,
    NewsRetention,
    Sending,
    SendingAttempt,
)
from server.foundation.outbox import Notice
from server.orders.records import Order, Shipment

SHIPPED = "shipment.shipped"
ROWS_MAX = 20


def told_to_others() -> Any:
    """INV-32: sendings of one owner's news, or one shop's, to another's connection."""
    is_behind = exists().where(
        ConnectionShop.connection_id == Connection.id, ConnectionShop.shop_id == News.shop_id
    )
    return (
        select(Sending.id, Sending.connection_id, News.id, News.owner_id)
        .join(News, News.id == Sending.news_id)
        .join(Connection, Connection.id == Sending.connection_id)
        .where(
            or_(
                News.owner_id != Connection.owner_id,
                and_(
                    Connection.shop_id.is_not(None),
                    News.shop_id != Connection.shop_id,
                    ~is_behind,
                ),
            )
        )
    )


def heard_without_a_yes() -> Any:
    """INV-33: sendings that are heard though no attempt was, or that ended and still wait."""
    yes = (
        select(SendingAttempt.id)
        .where(
            SendingAttempt.sending_id == Sending.id,
            SendingAttempt.status >= 200,  # noqa: PLR2004 - every 2xx is a yes
            SendingAttempt.status < 300,  # noqa: PLR2004
        )
        .exists()
    )
    is_open = Sending.state.in_(("waiting", "sending"))
    return select(Sending.id, Sending.state, Sending.ended_at).where(
        or_(
            and_(Sending.state == "heard", ~yes),
            is_open == Sending.ended_at.is_not(None),
            (Sending.state == "sending") != Sending.claimed_until.is_not(None),
        )
    )


def left_and_not_told(session: Session) -> Sequence[Any]:
    """INV-34: parcels that left while a connection wanted to hear it, read on and not told."""
    read_to = session.scalar(select(NewsReader.position).where(NewsReader.id == 1))
    if read_to is None:
        return []
    swept_to = session.scalar(select(NewsRetention.swept_position)) or 0
    found: list[Any] = []
    for one in session.execute(
        select(
            Connection.id,
            Connection.owner_id,
            Connection.shop_id,
            Connection.kinds,
            Connection.listens_from,
        ).where(Connection.listens_from.is_not(None))
    ):
        if SHIPPED in one.kinds:
            found += session.execute(not_told(one, read_to, swept_to).limit(ROWS_MAX)).all()
    return found


def not_told(one: Any, read_to: int, swept_to: int) -> Any:
    """Notices of parcels that left of which a connection has no sending; what was swept is over."""
    topic = literal("shipment:").concat(cast(Shipment.id, String))
    told = (
        select(Sending.id)
        .join(News, News.id == Sending.news_id)
        .where(News.position == Notice.position, Sending.connection_id == one.id)
        .exists()
    )
    query = (
        select(Notice.position, Notice.topic, Order.external_no)
        .join(Shipment, Notice.topic == topic)
        .join(Order, Order.id == Shipment.order_id)
        .where(
            Notice.kind == "shipment_handed_over",
            Notice.position > max(one.listens_from, swept_to),
            Notice.position <= read_to,
            Order.owner_id == one.owner_id,
            ~told,
        )
    )
    return query if one.shop_id is None else query.where(Order.shop_id == one.shop_id)
