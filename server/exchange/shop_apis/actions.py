"""Connecting a shop by its API, changing that, and running again what it told."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.exchange.connections.actions import (
    OLD_SECRET_COUNTS,
    change_connection,
    heard_kinds,
    make_connection,
    remove_connection,
    say,
)
from server.exchange.connections.records import Connection, ConnectionShop
from server.exchange.shop_apis.records import ShopAccess, ShopMessage
from server.exchange.stock_lists.actions import want_all
from server.exchange.stock_lists.queries import STOCK
from server.foundation import now, table_of

OF_CONNECTION = ("name", "address", "kinds", "state")
AT_FIRST = timedelta(days=1)
"""What was ordered on the day before the shop was connected is fetched, too."""


def connect_shop(
    session: Session,
    *,
    owner_id: int,
    person_id: int,
    opens: dict[str, Any],
    behind: Mapping[str, int],
    **more: Any,
) -> int:
    """Connect a shop by its API; the connection's id.

    Args:
        session: the open transaction.
        owner_id: whose shop.
        person_id: who connects it.
        opens: client_id, client_secret, access_token, place, notifies_customers, taken_states.
        behind: the ids of several shops behind one account, by what the other side calls them.
        more: shop_id, system, name, address, kinds, state.
    """
    made = make_connection(session, owner_id=owner_id, person_id=person_id, **more)
    # Nobody signs with them and nobody fetches: there is nothing to show once.
    session.execute(
        update(table_of(Connection))
        .where(Connection.id == made.connection_id)
        .values(secret="", key_hash=None)
    )
    moment = now()
    session.execute(
        insert(table_of(ShopAccess)).values(
            connection_id=made.connection_id,
            fetched_until=moment - AT_FIRST,
            fetch_due_at=moment,
            **opens,
        )
    )
    put_shops_behind(session, made.connection_id, behind)
    begins_to_hear(session, made.connection_id, heard_kinds(more["state"], more["kinds"]))
    return made.connection_id


def put_shops_behind(session: Session, connection_id: int, behind: Mapping[str, int]) -> None:
    """Say which shops are behind a connection; none: only its own."""
    session.execute(
        update(table_of(ConnectionShop))
        .where(ConnectionShop.connection_id == connection_id, ConnectionShop.removed_at.is_(None))
        .values(removed_at=now())
    )
    for code, shop_id in behind.items():
        session.merge(
            ConnectionShop(
                connection_id=connection_id, their_code=code, shop_id=shop_id, removed_at=None
            )
        )
    session.flush()


def begins_to_hear(session: Session, connection_id: int, kinds: frozenset[str]) -> None:
    """A shop that is switched on has heard nothing of what changed: it is told all its stock."""
    if STOCK in kinds:
        want_all(session, connection_id)


def change_shop(
    session: Session,
    connection_id: int,
    changes: dict[str, Any],
    *,
    behind: Mapping[str, int] | None,
    person_id: int,
) -> bool:
    """Change a shop's connection; what was wrong with it is tried anew. Whether there is such.

    Another client secret leaves the old one good for a day: what the shop signed with it is still
    on its way. Keys that answers bring are not typed and stay; `behind` of None stays, too.
    """
    of_connection = {name: changes.pop(name) for name in OF_CONNECTION if name in changes}
    if not change_connection(session, connection_id, of_connection, person_id=person_id):
        return False
    known = session.execute(
        select(ShopAccess.client_secret, ShopAccess.client_id, ShopAccess.refresh_token).where(
            ShopAccess.connection_id == connection_id
        )
    ).one_or_none()
    if known is None:
        return False
    if behind is not None:
        put_shops_behind(session, connection_id, behind)
    moment = now()
    if changes.get("client_secret", known.client_secret) != known.client_secret:
        changes |= {
            "old_client_secret": known.client_secret,
            "old_client_until": moment + OLD_SECRET_COUNTS,
        }
    if {"client_id", "client_secret", "access_token"} & changes.keys():
        changes |= {"access_until": None, "refused_at": None}
        if changes.get("client_id", known.client_id) and not known.refresh_token:
            changes["access_token"] = ""
    session.execute(
        update(table_of(ShopAccess))
        .where(ShopAccess.connection_id == connection_id)
        .values(**changes, fetch_due_at=moment, fetch_fault=None, fetch_failures=0)
    )
    return True


def remove_shop(session: Session, connection_id: int, *, person_id: int) -> None:
    """Take a shop's connection away, and forget what opens it."""
    remove_connection(session, connection_id, person_id=person_id)
    session.execute(
        update(table_of(ShopAccess))
        .where(ShopAccess.connection_id == connection_id)
        .values(
            client_id="",
            client_secret="",
            old_client_secret=None,
            access_token="",
            access_until=None,
            refresh_token="",
            login_uid="",
            login_state="",
        )
    )


def log_in(session: Session, connection_id: int, *, uid: str, state: str, person_id: int) -> None:
    """A person has let us in on the other side's page; the next question makes keys of it."""
    session.execute(
        update(table_of(ShopAccess))
        .where(ShopAccess.connection_id == connection_id)
        .values(
            login_uid=uid,
            login_state=state,
            fetch_due_at=now(),
            fetch_fault=None,
            fetch_failures=0,
        )
    )
    say(session, connection_id, "logged_in", person_id)


def fetch_now(session: Session, connection_id: int, *, person_id: int) -> bool:
    """Fetch what was changed, without waiting for the next time; whether there is such a shop."""
    asked = session.scalars(
        update(table_of(ShopAccess))
        .where(ShopAccess.connection_id == connection_id)
        .values(fetch_due_at=now())
        .returning(ShopAccess.connection_id)
    ).one_or_none()
    if asked is not None:
        say(session, connection_id, "fetching_wanted", person_id)
    return asked is not None


def run_again(session: Session, message_id: int) -> None:
    """Take a message in once more; what is newer by now still counts."""
    session.execute(
        update(table_of(ShopMessage))
        .where(ShopMessage.id == message_id)
        .values(state="waiting", code=None, detail={}, order_id=None, done_at=None)
    )
