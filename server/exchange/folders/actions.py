"""Folders that are watched, and those that are not any more."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.exchange.folders.records import WatchedFolder
from server.foundation import now, table_of


def watch(session: Session, **told: Any) -> int | None:
    """Watch a folder from now on; its id, or None where it is watched already.

    Args:
        session: the open transaction.
        told: owner_id, shop_id, kind, path, made_by.
    """
    known = select(WatchedFolder.id).where(WatchedFolder.path == told["path"])
    if session.scalar(known) is not None:
        return None
    made = insert(table_of(WatchedFolder)).values(is_on=True, made_at=now(), **told)
    return session.scalars(made.returning(WatchedFolder.id)).one()


def switch(session: Session, folder_id: int, *, is_on: bool) -> bool:
    """Watch a folder, or leave it alone; false where there is none."""
    switched = (
        update(table_of(WatchedFolder))
        .where(WatchedFolder.id == folder_id)
        .values(is_on=is_on)
        .returning(WatchedFolder.id)
    )
    return session.execute(switched).first() is not None
