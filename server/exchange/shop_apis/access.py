"""What opens a shop's system: read for a task, and remembered when it is given anew."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from server.exchange.connections.records import Connection
from server.exchange.shop_apis.frame import Line
from server.exchange.shop_apis.keyring import Keyring
from server.exchange.shop_apis.records import ShopAccess
from server.exchange.shop_apis.systems import SYSTEMS
from server.foundation import now, table_of, transaction

TASK_SECONDS_MAX = 25.0
"""All questions of one task together; less than a claim of a sending lasts."""
REFUSED_NOTED_EACH = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Signers:
    """By whom messages for a connection may be signed."""

    system: str
    secrets: tuple[str, ...]


def signers_of(session: Session, connection_id: int) -> Signers | None:
    """The secrets that count now; none: no shop tells anything by this connection by itself."""
    row = session.execute(
        select(
            Connection.system,
            ShopAccess.client_secret,
            ShopAccess.old_client_secret,
            ShopAccess.old_client_until,
        )
        .join(Connection, Connection.id == ShopAccess.connection_id)
        .where(ShopAccess.connection_id == connection_id, Connection.removed_at.is_(None))
    ).one_or_none()
    if row is None or SYSTEMS[row.system].login_page is not None:
        return None
    is_fresh = row.old_client_until is not None and row.old_client_until > now()
    both: Sequence[str | None] = [row.client_secret, row.old_client_secret if is_fresh else None]
    return Signers(row.system, tuple(one for one in both if one))


def note_refused(session: Session, connection_id: int) -> None:
    """Somebody came with a wrong signature; noted once a minute, so that no flood is written."""
    moment = now()
    session.execute(
        update(table_of(ShopAccess))
        .where(
            ShopAccess.connection_id == connection_id,
            or_(
                ShopAccess.refused_at.is_(None),
                ShopAccess.refused_at < moment - REFUSED_NOTED_EACH,
            ),
        )
        .values(refused_at=moment)
    )


def line_to(connection_id: int, address: str, allowed: frozenset[str]) -> Line:
    """A way to a shop for one task."""
    keyring = Keyring(connection_id)

    def keep_token(token: str, until: datetime) -> None:
        with transaction() as session:
            session.execute(
                update(table_of(ShopAccess))
                .where(ShopAccess.connection_id == connection_id)
                .values(access_token=token, access_until=until)
            )

    return Line(
        address=address,
        credentials=keyring.newest(),
        allowed=allowed,
        keep_token=keep_token,
        ends_at=time.monotonic() + TASK_SECONDS_MAX,
        keyring=keyring,
    )
