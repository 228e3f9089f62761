"""The keys to a shop's system that changes them: read anew, and remembered before anything else.

A key that was given anew takes the place of the old one at once; whoever is stopped a moment later
has it. So each question has the keys for itself, and no answer overwrites what a person has put in
meanwhile.
"""

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.connections.records import ConnectionShop
from server.exchange.shop_apis.frame import Credentials, Keys
from server.exchange.shop_apis.records import ShopAccess
from server.foundation import reading, table_of, transaction

_turns: defaultdict[int, threading.Lock] = defaultdict(threading.Lock)
"""The worker alone asks; its threads ask one connection one after the other."""


class Keyring:
    """What opens the system of one connection."""

    def __init__(self, connection_id: int) -> None:
        """Of a connection; nothing is read yet."""
        self._connection_id = connection_id
        self.turn = _turns[connection_id]

    def newest(self) -> Credentials:
        """What opens it now, whoever was given it."""
        with reading() as session:
            return credentials_of(session, self._connection_id)

    def replace(self, used: Credentials, keys: Keys) -> None:
        """Remember the keys that an answer brought, unless the asked ones are forgotten by now."""
        self._put(ShopAccess.access_token == used.access_token, asdict(keys))

    def end_login(self, used: Credentials, keys: Keys | None) -> None:
        """A login has become keys, or was not taken; one that was made since stays."""
        over = {"login_uid": "", "login_state": ""}
        self._put(
            ShopAccess.login_state == used.login_state,
            over if keys is None else over | asdict(keys),
        )

    def _put(self, still: Any, values: Mapping[str, str]) -> None:
        """Write all of it with one commit, if all is still as it was when it was read."""
        with transaction() as session:
            session.execute(
                update(table_of(ShopAccess))
                .where(ShopAccess.connection_id == self._connection_id, still)
                .values(**values)
            )


def credentials_of(session: Session, connection_id: int) -> Credentials:
    """What opens the other side of a connection, and whose shops are behind it."""
    row = session.execute(
        select(
            ShopAccess.client_id,
            ShopAccess.client_secret,
            ShopAccess.access_token,
            ShopAccess.access_until,
            ShopAccess.place,
            ShopAccess.notifies_customers,
            ShopAccess.refresh_token,
            ShopAccess.login_uid,
            ShopAccess.login_state,
        ).where(ShopAccess.connection_id == connection_id)
    ).one()
    codes = {one.id: one.code for one in catalog.shops(session)}
    behind = session.execute(
        select(ConnectionShop.their_code, ConnectionShop.shop_id)
        .where(ConnectionShop.connection_id == connection_id, ConnectionShop.removed_at.is_(None))
        .order_by(ConnectionShop.their_code)
    )
    return Credentials(*row, {one.their_code: codes[one.shop_id] for one in behind})
