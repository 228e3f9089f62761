"""Making and changing connections, testing them, telling something again."""

import base64
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.exchange.connections.decisions import TEST
from server.exchange.connections.records import Connection, News, NewsReader, Sending
from server.exchange.connections.systems import way_to
from server.foundation import (
    announce,
    hash_token,
    head,
    moment_text,
    new_token,
    now,
    table_of,
    time_ordered_id,
)

SECRET_BYTES = 24
OLD_SECRET_COUNTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Made:
    """A new connection, and the two secrets that are shown once."""

    connection_id: int
    secret: str
    key: str


def new_secret() -> str:
    """What both sides sign with, in the form of Standard Webhooks."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def hold_reader(session: Session) -> int:
    """Keep others from reading the feed for news until this transaction ends; how far it is read.

    What a connection wants to hear changes between two readings, never during one.
    """
    reader = select(NewsReader.position).where(NewsReader.id == 1).with_for_update()
    position = session.scalar(reader)
    if position is None:
        position, _ = head(session)
        session.execute(insert(table_of(NewsReader)).values(id=1, position=position))
    return position


def make_connection(
    session: Session, *, owner_id: int, person_id: int | None, state: str = "on", **more: Any
) -> Made:
    """Connect a system of an owner; it hears of what happens from now on.

    Args:
        session: the open transaction.
        owner_id: whose news.
        person_id: who connects it.
        state: on, sandbox or off.
        more: shop_id, name, address, kinds, system.
    """
    hold_reader(session)
    secret, key = new_secret(), new_token()
    connection_id = session.scalars(
        insert(table_of(Connection))
        .values(
            owner_id=owner_id,
            state=state,
            secret=secret,
            key_hash=hash_token(key),
            listens_from=None if state == "off" else head(session)[0],
            made_at=now(),
            made_by=person_id,
            **more,
        )
        .returning(Connection.id)
    ).one()
    say(session, connection_id, "connection_made", person_id)
    return Made(connection_id, secret, key)


def change_connection(
    session: Session, connection_id: int, changes: dict[str, Any], *, person_id: int | None
) -> bool:
    """Change name, address, kinds or state; whether there is such a connection.

    Switched off, it misses what happens meanwhile; what waited for it waits on. Paused, it misses
    nothing: all of it waits.
    """
    hold_reader(session)
    known = session.execute(
        select(Connection.state, Connection.kinds, Connection.system)
        .where(Connection.id == connection_id, Connection.removed_at.is_(None))
        .with_for_update()
    ).one_or_none()
    if known is None:
        return False
    state = changes.get("state", known.state)
    if (state == "off") != (known.state == "off"):
        # Else it goes on from where it listens: what is not read yet is told as well.
        position, _ = head(session)
        changes = changes | {"listens_from": None if state == "off" else position}
    # A new address is tried at once, and so is one that somebody has switched on again.
    session.execute(
        update(table_of(Connection))
        .where(Connection.id == connection_id)
        .values(**changes, failures_in_a_row=0, rests_until=None, trouble=None)
    )
    way = way_to(known.system)
    hears = heard_kinds(state, changes.get("kinds", known.kinds))
    begun = hears - heard_kinds(known.state, known.kinds)
    if way is not None and begun:
        way.begins_to_hear(session, connection_id, begun)
    say(session, connection_id, "connection_changed", person_id)
    return True


def heard_kinds(state: str, kinds: Iterable[str]) -> frozenset[str]:
    """What a connection hears; off and in a sandbox nothing."""
    return frozenset(kinds) if state in {"on", "paused"} else frozenset()


def remove_connection(session: Session, connection_id: int, *, person_id: int | None) -> bool:
    """Take a connection away, with its secrets; what it was told stays in the books.

    What still waits for it is dead: nobody hears it any more. Whether there was such a connection.
    """
    hold_reader(session)
    moment = now()
    removed = session.scalars(
        update(table_of(Connection))
        .where(Connection.id == connection_id, Connection.removed_at.is_(None))
        .values(
            removed_at=moment,
            state="off",
            listens_from=None,
            secret="",
            old_secret=None,
            old_secret_until=None,
            key_hash=None,
        )
        .returning(Connection.id)
    ).one_or_none()
    if removed is None:
        return False
    session.execute(
        update(table_of(Sending))
        .where(Sending.connection_id == connection_id, Sending.state.in_(("waiting", "sending")))
        .values(state="dead", ended_at=moment, claimed_until=None)
    )
    say(session, connection_id, "connection_removed", person_id)
    return True


def renew_secret(session: Session, connection_id: int, *, person_id: int) -> str | None:
    """A new secret; for a day the old one signs beside it. None: there is no such connection."""
    secret = new_secret()
    changed = session.scalars(
        update(table_of(Connection))
        .where(Connection.id == connection_id, Connection.removed_at.is_(None))
        .values(
            old_secret=Connection.secret,
            old_secret_until=now() + OLD_SECRET_COUNTS,
            secret=secret,
        )
        .returning(Connection.id)
    ).one_or_none()
    if changed is None:
        return None
    say(session, connection_id, "connection_secret_renewed", person_id)
    return secret


def renew_key(session: Session, connection_id: int, *, person_id: int) -> str | None:
    """A new key for fetching; the old one opens nothing any more."""
    key = new_token()
    changed = session.scalars(
        update(table_of(Connection))
        .where(Connection.id == connection_id, Connection.removed_at.is_(None))
        .values(key_hash=hash_token(key))
        .returning(Connection.id)
    ).one_or_none()
    if changed is None:
        return None
    say(session, connection_id, "connection_key_renewed", person_id)
    return key


def send_test(session: Session, connection_id: int, *, person_id: int) -> int | None:
    """Send a test to a connection, also to one that is off or paused; the sending's id."""
    known = session.execute(
        select(Connection.owner_id, Connection.shop_id, Connection.state).where(
            Connection.id == connection_id, Connection.removed_at.is_(None)
        )
    ).one_or_none()
    if known is None:
        return None
    written = write_news(
        session,
        [
            {
                "owner_id": known.owner_id,
                "shop_id": known.shop_id,
                "connection_id": connection_id,
                "kind": TEST,
                "subject": f"test:{time_ordered_id().hex}",
                "position": None,
                "data": {"connection": connection_id},
            }
        ],
    )
    (sending_id,) = write_sendings(session, [(written[0], connection_id, known.state)])
    # A test asks whether it works again, so nobody waits for the rest to be over.
    session.execute(
        update(table_of(Connection)).where(Connection.id == connection_id).values(rests_until=None)
    )
    say(session, connection_id, "sending_wanted", person_id)
    return sending_id


def send_again(session: Session, sending_id: int, *, person_id: int) -> bool:
    """Send once more what was heard, dead or overtaken, under the same id; whether there is such.

    What waits or is on its way is sent anyhow.
    """
    connection_id = session.scalar(select(Sending.connection_id).where(Sending.id == sending_id))
    if connection_id is None:
        return False
    moment = now()
    session.execute(
        update(table_of(Sending))
        .where(Sending.id == sending_id, Sending.state != "sending")
        .values(
            state="waiting",
            due_at=moment,
            tries=0,
            ended_at=None,
            claimed_until=None,
            settled_at=None,
        )
    )
    session.execute(
        update(table_of(Connection)).where(Connection.id == connection_id).values(rests_until=None)
    )
    say(session, connection_id, "sending_wanted", person_id)
    return True


def settle_dead(session: Session, sending_id: int, *, person_id: int) -> bool:
    """Note that the shop knows by now what could not be told; whether there is such a sending."""
    connection_id = session.scalar(select(Sending.connection_id).where(Sending.id == sending_id))
    if connection_id is None:
        return False
    session.execute(
        update(table_of(Sending))
        .where(Sending.id == sending_id, Sending.state == "dead", Sending.settled_at.is_(None))
        .values(settled_at=now())
    )
    say(session, connection_id, "sending_settled", person_id)
    return True


def say(session: Session, connection_id: int, what: str, person_id: int | None) -> None:
    """Announce something about a connection; it also wakes whoever sends."""
    announce(session, topic=f"connection:{connection_id}", kind=what, body={"person": person_id})


@dataclass(frozen=True, slots=True)
class Written:
    """News as it stands in the books."""

    id: int
    subject: str


def write_news(session: Session, drafts: Sequence[dict[str, Any]]) -> list[Written]:
    """Write news down with the very text that will be sent; in the order of the drafts."""
    if not drafts:
        return []
    moment = now()
    rows = []
    for draft in drafts:
        public_id = f"evt_{time_ordered_id().hex}"
        body = {
            "id": public_id,
            "type": draft["kind"],
            "timestamp": moment_text(moment),
            "data": draft["data"],
        }
        rows.append(
            {name: value for name, value in draft.items() if name != "data"}
            | {"public_id": public_id, "at": moment, "body": orjson.dumps(body).decode()}
        )
    ids = session.scalars(
        insert(table_of(News)).returning(News.id, sort_by_parameter_order=True), rows
    ).all()
    return [Written(news_id, row["subject"]) for news_id, row in zip(ids, rows, strict=True)]


def write_sendings(session: Session, wanted: Sequence[tuple[Written, int, str]]) -> list[int]:
    """Lay a sending for each piece of news and connection (with its state); their ids.

    In a sandbox they are made and go nowhere.
    """
    if not wanted:
        return []
    moment = now()
    return list(
        session.scalars(
            insert(table_of(Sending)).returning(Sending.id, sort_by_parameter_order=True),
            [
                {
                    "news_id": news.id,
                    "connection_id": connection_id,
                    "subject": news.subject,
                    "state": "sandbox" if state == "sandbox" else "waiting",
                    "due_at": moment,
                    "made_at": moment,
                    "ended_at": moment if state == "sandbox" else None,
                }
                for news, connection_id, state in wanted
            ],
        )
    )
