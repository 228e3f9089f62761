"""What is asked about connections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from server.exchange.connections.decisions import outcome_of
from server.exchange.connections.records import Connection, News, Sending, SendingAttempt
from server.foundation import KnownKey, now

SENDINGS_SHOWN = 50
LOOKED_BACK = timedelta(hours=24)
"""Over which time failures are counted."""
OPEN = ("waiting", "sending")


@dataclass(frozen=True, slots=True)
class ConnectionCard:
    """A connection as a page shows it."""

    id: int
    owner_id: int
    shop_id: int | None
    name: str
    address: str
    kinds: list[str]
    state: str
    made_at: datetime
    made_by: int | None
    rests_until: datetime | None
    old_secret_until: datetime | None
    system: str
    trouble: str | None


@dataclass(frozen=True, slots=True)
class Health:
    """How a connection is, over the last day."""

    heard_at: datetime | None = None
    waiting: int = 0
    waiting_since: datetime | None = None
    dead: int = 0
    attempts: int = 0
    failed_attempts: int = 0
    slow_milliseconds: int | None = None
    """Of a hundred attempts that were heard, ninety-five were faster."""


@dataclass(frozen=True, slots=True)
class SendingCard:
    """A sending as a list shows it."""

    id: int
    connection_id: int
    public_id: str
    kind: str
    subject: str
    about: str
    state: str
    tries: int
    made_at: datetime
    due_at: datetime
    ended_at: datetime | None
    settled_at: datetime | None
    status: int | None
    fault: str | None
    body: str


@dataclass(frozen=True, slots=True)
class AttemptCard:
    """What one attempt came to."""

    at: datetime
    milliseconds: int
    status: int | None
    fault: str | None
    answer: str


def connection_cards(session: Session) -> list[ConnectionCard]:
    """All connections, by owner and name."""
    rows = session.execute(
        select(
            Connection.id,
            Connection.owner_id,
            Connection.shop_id,
            Connection.name,
            Connection.address,
            Connection.kinds,
            Connection.state,
            Connection.made_at,
            Connection.made_by,
            Connection.rests_until,
            case((Connection.old_secret_until > now(), Connection.old_secret_until)),
            Connection.system,
            Connection.trouble,
        )
        .where(Connection.removed_at.is_(None))
        .order_by(Connection.owner_id, Connection.name, Connection.id)
    )
    return [ConnectionCard(*tuple(row)) for row in rows]


def address_of(session: Session, connection_id: int) -> str | None:
    """Where a connection leads; none: there is no such connection."""
    address = select(Connection.address).where(
        Connection.id == connection_id, Connection.removed_at.is_(None)
    )
    return session.scalar(address)


def whose(session: Session, connection_id: int) -> tuple[int, int | None]:
    """The owner of a connection and, if it is of one shop, that shop."""
    ids = select(Connection.owner_id, Connection.shop_id).where(Connection.id == connection_id)
    row = session.execute(ids).one()
    return row.owner_id, row.shop_id


def system_of(session: Session, connection_id: int) -> str:
    """What listens at a connection."""
    system = select(Connection.system).where(Connection.id == connection_id)
    return session.scalars(system).one()


def name_of(session: Session, connection_id: int) -> str:
    """What people call a connection."""
    name = select(Connection.name).where(Connection.id == connection_id)
    return session.scalars(name).one()


def health_of_connections(session: Session) -> Mapping[int, Health]:
    """How each connection is."""
    sent = {
        row.connection_id: row
        for row in session.execute(
            select(
                Sending.connection_id,
                func.sum(case((Sending.state.in_(OPEN), 1), else_=0)).label("waiting"),
                func.min(case((Sending.state.in_(OPEN), Sending.made_at))).label("waiting_since"),
                func.sum(case((is_unanswered(), 1), else_=0)).label("dead"),
                func.max(case((Sending.state == "heard", Sending.ended_at))).label("heard_at"),
            ).group_by(Sending.connection_id)
        )
    }
    tried: dict[int, list[tuple[int, int | None]]] = {}
    for connection_id, milliseconds, status in session.execute(
        select(
            SendingAttempt.connection_id, SendingAttempt.milliseconds, SendingAttempt.status
        ).where(SendingAttempt.at > now() - LOOKED_BACK)
    ):
        tried.setdefault(connection_id, []).append((milliseconds, status))
    return {
        connection_id: Health(
            heard_at=row.heard_at,
            waiting=row.waiting,
            waiting_since=row.waiting_since,
            dead=row.dead,
            attempts=len(tried.get(connection_id, ())),
            failed_attempts=len(list(failed(tried.get(connection_id, ())))),
            slow_milliseconds=slow(tried.get(connection_id, ())),
        )
        for connection_id, row in sent.items()
    }


def is_unanswered() -> Any:
    """Whether a sending is dead and nobody has said yet what becomes of it."""
    return and_(Sending.state == "dead", Sending.settled_at.is_(None))


def failed(tried: Iterable[tuple[int, int | None]]) -> Iterable[int]:
    """The attempts that were not heard."""
    return (milliseconds for milliseconds, status in tried if outcome_of(status) != "heard")


def slow(tried: Iterable[tuple[int, int | None]]) -> int | None:
    """How long the slow ones among the heard attempts took (p95)."""
    heard = sorted(milliseconds for milliseconds, status in tried if outcome_of(status) == "heard")
    return heard[len(heard) * 95 // 100] if heard else None


def sendings_of(
    session: Session, connection_id: int, *, state: str | None, before: int | None
) -> list[SendingCard]:
    """The sendings of a connection, the newest first."""
    query = sending_query().where(Sending.connection_id == connection_id)
    if state is not None:
        query = query.where(Sending.state == state)
    if before is not None:
        query = query.where(Sending.id < before)
    rows = session.execute(query.order_by(Sending.id.desc()).limit(SENDINGS_SHOWN))
    return [card_of(row) for row in rows]


def sending_of(session: Session, connection_id: int, sending_id: int) -> SendingCard | None:
    """One sending of a connection."""
    query = sending_query().where(Sending.id == sending_id, Sending.connection_id == connection_id)
    row = session.execute(query).one_or_none()
    return None if row is None else card_of(row)


def sending_query() -> Any:
    """Sendings with their news and their last attempt."""
    last = (
        select(func.max(SendingAttempt.id))
        .where(SendingAttempt.sending_id == Sending.id)
        .correlate(Sending)
        .scalar_subquery()
    )
    return (
        select(
            Sending.id,
            Sending.connection_id,
            News.public_id,
            News.kind,
            News.subject,
            News.body,
            Sending.state,
            Sending.tries,
            Sending.made_at,
            Sending.due_at,
            Sending.ended_at,
            Sending.settled_at,
            SendingAttempt.status,
            SendingAttempt.fault,
        )
        .join(News, News.id == Sending.news_id)
        .outerjoin(SendingAttempt, SendingAttempt.id == last)
    )


def card_of(row: Any) -> SendingCard:
    """A row of `sending_query` as a card."""
    data = orjson.loads(row.body)["data"]
    about = data.get("order") or data.get("sku") or ""
    return SendingCard(**row._mapping, about=str(about))  # noqa: SLF001 - that is its name


def attempts_of(session: Session, sending_id: int) -> list[AttemptCard]:
    """Every attempt of a sending, the first one first."""
    rows = session.execute(
        select(
            SendingAttempt.at,
            SendingAttempt.milliseconds,
            SendingAttempt.status,
            SendingAttempt.fault,
            SendingAttempt.answer,
        )
        .where(SendingAttempt.sending_id == sending_id)
        .order_by(SendingAttempt.id)
    )
    return [AttemptCard(*row) for row in rows]


def holder_of(session: Session, key_hash: str) -> KnownKey | None:
    """The connection that has a key; one that is switched off has none."""
    row = session.execute(
        select(Connection.id, Connection.owner_id, Connection.shop_id).where(
            Connection.key_hash == key_hash, Connection.state != "off"
        )
    ).one_or_none()
    return None if row is None else KnownKey(*row)


@dataclass(frozen=True, slots=True)
class Fetched:
    """News as it is fetched."""

    id: int
    body: str


def news_after(session: Session, key: KnownKey, *, after: int, most: int) -> list[Fetched]:
    """The news of an owner, or of one of its shops, behind a cursor, the oldest first.

    News get their ids one transaction after the other, so none can come to lie before a cursor.
    """
    query = select(News.id, News.body).where(
        News.owner_id == key.owner_id, News.connection_id.is_(None), News.id > after
    )
    if key.shop_id is not None:
        query = query.where(or_(News.shop_id.is_(None), News.shop_id == key.shop_id))
    return [Fetched(*row) for row in session.execute(query.order_by(News.id).limit(most))]
