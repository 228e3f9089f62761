"""Folders that are looked into and written into, and servers on which they lie."""

from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from server.exchange.folders.leasing import Kind
from server.exchange.folders.records import FileServer, OutFolder, WatchedFolder
from server.foundation import now, table_of


def add_folder(session: Session, of: Kind, **told: Any) -> int | None:
    """Use a folder from now on; its id, or None where files go in or out of it already.

    One folder for both would bring in what we have written.

    Args:
        session: the open transaction.
        of: `WatchedFolder` or `OutFolder`.
        told: file_server_id, path and the other columns of that table.
    """
    kinds: tuple[Kind, ...] = (WatchedFolder, OutFolder)
    for one in kinds:
        known = select(one.id).where(
            one.path == told["path"],
            one.file_server_id.is_not_distinct_from(told["file_server_id"]),
        )
        if session.scalar(known) is not None:
            return None
    table = table_of(of)
    made = insert(table).values(is_on=True, lease=0, made_at=now(), **told)
    folder_id: int = session.scalars(made.returning(table.c.id)).one()
    return folder_id


def switch(session: Session, of: Kind, folder_id: int, *, is_on: bool) -> bool:
    """Use a folder, or leave it alone; false where there is none."""
    table = table_of(of)
    switched = update(table).where(table.c.id == folder_id).values(is_on=is_on)
    return session.execute(switched.returning(table.c.id)).first() is not None


def add_server(session: Session, **told: Any) -> int:
    """Note a server; nothing is said to it before a person has compared its key.

    Args:
        session: the open transaction.
        told: owner_id, name, host, port, user, password, private_key, made_by.
    """
    made = insert(table_of(FileServer)).values(host_key="", made_at=now(), **told)
    return session.scalars(made.returning(FileServer.id)).one()


def change_server(session: Session, server_id: int, changes: dict[str, Any]) -> bool:
    """Change a server; at another address another key is expected. Whether there is such."""
    known = session.execute(
        select(FileServer.host, FileServer.port).where(
            FileServer.id == server_id, FileServer.removed_at.is_(None)
        )
    ).one_or_none()
    if known is None:
        return False
    place = (changes.get("host", known.host), changes.get("port", known.port))
    if place != (known.host, known.port):
        changes = changes | {"host_key": ""}
    session.execute(
        update(table_of(FileServer)).where(FileServer.id == server_id).values(**changes)
    )
    return True


def trust_key(session: Session, server_id: int, host_key: str) -> bool:
    """Know a server by this key from now on. Whether there is such a server."""
    trusted = session.execute(
        update(table_of(FileServer))
        .where(FileServer.id == server_id, FileServer.removed_at.is_(None))
        .values(host_key=host_key)
        .returning(FileServer.id)
    )
    return trusted.first() is not None


def remove_server(session: Session, server_id: int) -> bool:
    """Forget a server and what opens it; its folders stay in the books, and are off."""
    removed = session.execute(
        update(table_of(FileServer))
        .where(FileServer.id == server_id, FileServer.removed_at.is_(None))
        .values(removed_at=now(), password="", private_key="", host_key="")
        .returning(FileServer.id)
    )
    if removed.first() is None:
        return False
    for kind in (WatchedFolder, OutFolder):
        table = table_of(kind)
        session.execute(
            update(table).where(table.c.file_server_id == server_id).values(is_on=False)
        )
    return True
