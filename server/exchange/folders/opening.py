"""Opening a folder where it lies: below the root, or on a server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from server.exchange.connections.targets import allowed_addresses
from server.exchange.folders.disk import opened
from server.exchange.folders.door import Door, FolderClosedError
from server.exchange.folders.records import FileServer, OutFolder, WatchedFolder
from server.exchange.folders.sftp import Account, opened_there
from server.settings import Settings


@dataclass(frozen=True, slots=True)
class Root:
    """Where watched folders lie, and how large a file may be."""

    path: Path | None
    bytes_max: int
    is_sandbox: bool


@dataclass(frozen=True, slots=True)
class Where:
    """Where a folder lies, and all that is needed to open it, also in a thread of its own."""

    path: str
    account: Account | None
    """None: on our own disk."""
    root: Root
    allowed: frozenset[str]
    """`host:port` that may be inside the house."""


def root() -> Root:
    """What the operator has set."""
    settings: Settings = current_app.extensions["settings"]
    return Root(settings.folders_root, settings.import_bytes_max, settings.sandbox)


def where_is(session: Session, folder: WatchedFolder | OutFolder) -> Where:
    """Where a folder lies."""
    server_id = folder.file_server_id
    account = None if server_id is None else account_of(session, server_id)
    return Where(folder.path, account, root(), allowed_addresses())


def account_of(session: Session, server_id: int) -> Account | None:
    """Who we are on a server; None: there is no such server."""
    row = session.execute(
        select(
            FileServer.host,
            FileServer.port,
            FileServer.user,
            FileServer.password,
            FileServer.private_key,
            FileServer.host_key,
        ).where(FileServer.id == server_id)
    ).one_or_none()
    return None if row is None else Account(*row)


@contextmanager
def open_folder(where: Where) -> Iterator[Door]:
    """Open a folder.

    Raises:
        FolderClosedError: it cannot be; the text is a code.
    """
    if where.account is None:
        with opened(where.root.path, where.path) as here:
            yield here
        return
    if where.root.is_sandbox:
        # A copy for trying things would take away what the real one waits for.
        raise FolderClosedError("sandbox")
    with opened_there(where.account, where.path, allowed=where.allowed) as there:
        yield there
