"""One worker at a time looks into a folder: a lease in the database, with a number that grows."""

from datetime import timedelta

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from server.exchange.folders.records import OutFolder, WatchedFolder
from server.foundation import now, table_of

LEASE = timedelta(minutes=10)
"""Longer than one file takes; it is renewed before each. A worker that was killed keeps a folder
from the others for so long."""

Kind = type[WatchedFolder] | type[OutFolder]


def claim(session: Session, kind: Kind, folder_id: int) -> int | None:
    """Take a folder that is on; the number of the lease, or None while another worker has it."""
    table, moment = table_of(kind), now()
    lease: int | None = session.scalars(
        update(table)
        .where(
            table.c.id == folder_id,
            table.c.is_on,
            or_(table.c.leased_until.is_(None), table.c.leased_until < moment),
        )
        .values(lease=table.c.lease + 1, leased_until=moment + LEASE)
        .returning(table.c.lease)
    ).one_or_none()
    return lease


def renew(session: Session, kind: Kind, folder_id: int, lease: int) -> bool:
    """Keep a folder for longer; false where it is another's by now, or was switched off."""
    table = table_of(kind)
    renewed = session.scalars(
        update(table)
        .where(table.c.id == folder_id, table.c.lease == lease, table.c.is_on)
        .values(leased_until=now() + LEASE)
        .returning(table.c.id)
    ).one_or_none()
    return renewed is not None


def give_back(
    session: Session, kind: Kind, folder_id: int, lease: int, *, fault: str | None
) -> None:
    """Let others look, and keep why this look failed, for people to see."""
    table = table_of(kind)
    session.execute(
        update(table)
        .where(table.c.id == folder_id, table.c.lease == lease)
        .values(leased_until=None, looked_at=now(), fault=fault)
    )
