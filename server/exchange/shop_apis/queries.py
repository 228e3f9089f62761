"""What is asked about shops by their API."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.connections.records import Connection, ConnectionShop
from server.exchange.shop_apis.records import ShopAccess, ShopMessage
from server.foundation import now

MESSAGES_SHOWN = 50
LOOKED_BACK = timedelta(hours=24)
"""Over which time failures are counted."""
WENT_WRONG = ("rejected", "failed")


@dataclass(frozen=True, slots=True)
class ShopCard:
    """A shop by its API as a page shows it; its secrets are not among that."""

    connection_id: int
    system: str
    client_id: str
    has_token: bool
    place: str
    notifies_customers: bool
    taken_states: list[str]
    fetched_at: datetime | None
    fetch_due_at: datetime
    fetch_fault: str | None
    refused_at: datetime | None


@dataclass(frozen=True, slots=True)
class Coming:
    """How what a shop tells comes in, over the last day."""

    came_at: datetime | None = None
    waiting: int = 0
    waiting_since: datetime | None = None
    came: int = 0
    went_wrong: int = 0
    """Of these, as things stand."""


@dataclass(frozen=True, slots=True)
class MessageCard:
    """A message as a list shows it."""

    id: int
    origin: str
    topic: str
    external_id: str
    external_no: str
    order_id: int | None
    state: str
    code: str | None
    detail: dict[str, Any]
    times: int
    came_at: datetime
    done_at: datetime | None
    said_at: datetime | None


def shop_cards(session: Session) -> list[ShopCard]:
    """Every shop by its API."""
    rows = session.execute(
        select(
            ShopAccess.connection_id,
            Connection.system,
            ShopAccess.client_id,
            ShopAccess.access_token != "",
            ShopAccess.place,
            ShopAccess.notifies_customers,
            ShopAccess.taken_states,
            ShopAccess.fetched_at,
            ShopAccess.fetch_due_at,
            ShopAccess.fetch_fault,
            ShopAccess.refused_at,
        )
        .join(Connection, Connection.id == ShopAccess.connection_id)
        .where(Connection.removed_at.is_(None))
        .order_by(ShopAccess.connection_id)
    )
    return [ShopCard(*tuple(row)) for row in rows]


def shops_behind(session: Session) -> Mapping[int, list[dict[str, str]]]:
    """Of connections with several shops: what the other side calls each, and its code here."""
    codes = {one.id: one.code for one in catalog.shops(session)}
    behind: dict[int, list[dict[str, str]]] = {}
    listed = select(ConnectionShop).where(ConnectionShop.removed_at.is_(None))
    for row in session.scalars(listed.order_by(ConnectionShop.their_code)):
        mine = behind.setdefault(row.connection_id, [])
        mine.append({"their_code": row.their_code, "shop": codes[row.shop_id]})
    return behind


def coming_in(session: Session) -> Mapping[int, Coming]:
    """How what shops tell comes in, by connection."""
    waits = ShopMessage.state == "waiting"
    is_recent = ShopMessage.came_at > now() - LOOKED_BACK
    went_wrong = and_(is_recent, ShopMessage.state.in_(WENT_WRONG))
    rows = session.execute(
        select(
            ShopMessage.connection_id,
            func.max(ShopMessage.came_at),
            func.sum(case((waits, 1), else_=0)),
            func.min(case((waits, ShopMessage.came_at))),
            func.sum(case((is_recent, 1), else_=0)),
            func.sum(case((went_wrong, 1), else_=0)),
        ).group_by(ShopMessage.connection_id)
    )
    return {connection_id: Coming(*counts) for connection_id, *counts in rows}


def is_shop(session: Session, connection_id: int) -> bool:
    """Whether there is such a shop by its API."""
    return (
        session.scalar(
            select(ShopAccess.connection_id)
            .join(Connection, Connection.id == ShopAccess.connection_id)
            .where(ShopAccess.connection_id == connection_id, Connection.removed_at.is_(None))
        )
        is not None
    )


def messages_of(
    session: Session, connection_id: int, *, state: str | None, before: int | None
) -> list[MessageCard]:
    """What a shop told, the newest first."""
    query = message_query().where(ShopMessage.connection_id == connection_id)
    if state is not None:
        query = query.where(ShopMessage.state == state)
    if before is not None:
        query = query.where(ShopMessage.id < before)
    rows = session.execute(query.order_by(ShopMessage.id.desc()).limit(MESSAGES_SHOWN))
    return [MessageCard(*row) for row in rows]


def message_of(session: Session, connection_id: int, message_id: int) -> MessageCard | None:
    """One message of a shop."""
    row = session.execute(
        message_query().where(
            ShopMessage.id == message_id, ShopMessage.connection_id == connection_id
        )
    ).one_or_none()
    return None if row is None else MessageCard(*row)


def body_of(session: Session, message_id: int) -> bytes:
    """The very bytes of a message."""
    return session.scalars(select(ShopMessage.body).where(ShopMessage.id == message_id)).one()


def message_query() -> Any:
    """Messages without their bytes."""
    return select(
        ShopMessage.id,
        ShopMessage.origin,
        ShopMessage.topic,
        ShopMessage.external_id,
        ShopMessage.external_no,
        ShopMessage.order_id,
        ShopMessage.state,
        ShopMessage.code,
        ShopMessage.detail,
        ShopMessage.times,
        ShopMessage.came_at,
        ShopMessage.done_at,
        ShopMessage.said_at,
    )
