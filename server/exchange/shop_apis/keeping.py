"""What a shop tells is kept as it came, at once; many that come together go in together."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from server.exchange.shop_apis.records import ShopMessage
from server.foundation import dialect_of, now, table_of, transaction
from server.foundation.together import Together


@dataclass(frozen=True, slots=True)
class Message:
    """Something that a shop told."""

    connection_id: int
    external_id: str
    origin: str
    topic: str
    body: bytes


def keep(session: Session, message: Message) -> bool:
    """Keep a message; whether it is new. One that was brought before is only counted."""
    insert = sqlite_insert if dialect_of(session) == "sqlite" else postgresql_insert
    table = table_of(ShopMessage)
    kept = session.execute(
        insert(table)
        .values(
            connection_id=message.connection_id,
            external_id=message.external_id,
            origin=message.origin,
            topic=message.topic,
            body=message.body,
            state="waiting",
            came_at=now(),
        )
        .on_conflict_do_nothing(index_elements=["connection_id", "external_id"])
        .returning(table.c.id)
    ).one_or_none()
    if kept is not None:
        return True
    session.execute(
        update(table)
        .where(
            table.c.connection_id == message.connection_id,
            table.c.external_id == message.external_id,
        )
        .values(times=table.c.times + 1)
    )
    return False


def keep_all(messages: Sequence[Message]) -> list[bool]:
    """Keep what came together, with one commit."""
    with transaction() as session:
        return [keep(session, message) for message in messages]


def keep_one(message: Message) -> bool:
    """Keep one by itself."""
    return keep_all([message])[0]


keep_at_once: Together[Message, bool] = Together(keep_all, keep_one)
