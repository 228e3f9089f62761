"""What is asked about folders and the servers on which they lie."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server import catalog
from server.exchange.folders.leasing import Kind
from server.exchange.folders.opening import Where, where_is
from server.exchange.folders.records import (
    FileServer,
    FolderFile,
    OutFile,
    OutFolder,
    WatchedFolder,
)

FILES_SHOWN = 20
WAITS = ("waiting", "moving")


@dataclass(frozen=True, slots=True)
class ServerCard:
    """A server as a page shows it; what opens it is not among that."""

    id: int
    owner_id: int | None
    name: str
    host: str
    port: int
    user: str
    has_key: bool
    host_key: str


def server_cards(session: Session) -> list[ServerCard]:
    """All servers."""
    rows = session.execute(
        select(
            FileServer.id,
            FileServer.owner_id,
            FileServer.name,
            FileServer.host,
            FileServer.port,
            FileServer.user,
            FileServer.private_key != "",
            FileServer.host_key,
        )
        .where(FileServer.removed_at.is_(None))
        .order_by(FileServer.id)
    )
    return [ServerCard(*row) for row in rows]


def servers_told(session: Session) -> list[dict[str, Any]]:
    """All servers, as they travel."""
    owners = catalog.owners(session)
    names = {one.id: one.name for one in owners}
    codes = {one.id: one.code for one in owners}
    return [
        {
            "id": one.id,
            "owner": None if one.owner_id is None else codes[one.owner_id],
            "owner_name": None if one.owner_id is None else names[one.owner_id],
            "name": one.name,
            "host": one.host,
            "port": one.port,
            "user": one.user,
            "has_key": one.has_key,
            "host_key": one.host_key,
        }
        for one in server_cards(session)
    ]


def folders_told(session: Session) -> list[dict[str, Any]]:
    """All watched folders with their last files, as they travel."""
    known = whose(session)
    return [
        known.told(one) | {"files": last_files(session, one.id)}
        for one in session.scalars(select(WatchedFolder).order_by(WatchedFolder.path))
    ]


def out_folders_told(session: Session) -> list[dict[str, Any]]:
    """All folders that get files, with their last ones, as they travel."""
    known = whose(session)
    return [
        known.told(one)
        | {
            "every_minutes": one.every_minutes,
            "waiting": session.scalar(
                select(func.count()).where(
                    OutFile.out_folder_id == one.id, OutFile.state.in_(WAITS)
                )
            ),
            "files": written_files(session, one.id),
        }
        for one in session.scalars(select(OutFolder).order_by(OutFolder.path))
    ]


@dataclass(frozen=True, slots=True)
class Whose:
    """Names for what folders point at."""

    owners: dict[int, tuple[str, str]]
    """Code and name."""
    shops: dict[int, str]
    servers: dict[int, str]

    def told(self, one: WatchedFolder | OutFolder) -> dict[str, Any]:
        """A folder and how it is."""
        code, name = (None, None) if one.owner_id is None else self.owners[one.owner_id]
        server = one.file_server_id
        return {
            "id": one.id,
            "owner": code,
            "owner_name": name,
            "shop": None if one.shop_id is None else self.shops[one.shop_id],
            "server": server,
            "server_name": None if server is None else self.servers[server],
            "kind": one.kind,
            "carrier": one.carrier_code,
            "path": one.path,
            "is_on": one.is_on,
            "looked_at": one.looked_at,
            "fault": one.fault,
        }


def whose(session: Session) -> Whose:
    """Names for what folders point at."""
    return Whose(
        {one.id: (one.code, one.name) for one in catalog.owners(session)},
        {one.id: one.code for one in catalog.shops(session)},
        {row.id: row.name for row in session.execute(select(FileServer.id, FileServer.name))},
    )


def last_files(session: Session, folder_id: int) -> list[dict[str, Any]]:
    """The files that a folder brought last, the newest first; those that still grow are none."""
    rows = session.execute(
        select(
            FolderFile.id,
            FolderFile.name,
            FolderFile.state,
            FolderFile.ended_at.label("at"),
            FolderFile.report,
            FolderFile.import_id,
        )
        .where(FolderFile.watched_folder_id == folder_id, FolderFile.state != "seen")
        .order_by(FolderFile.id.desc())
        .limit(FILES_SHOWN)
    )
    return [dict(row) for row in rows.mappings()]


def written_files(session: Session, folder_id: int) -> list[dict[str, Any]]:
    """The files that a folder got last or is to get, the newest first."""
    rows = session.execute(
        select(
            OutFile.id,
            OutFile.name,
            OutFile.state,
            OutFile.made_at,
            OutFile.written_at,
            OutFile.size_bytes,
        )
        .where(OutFile.out_folder_id == folder_id)
        .order_by(OutFile.id.desc())
        .limit(FILES_SHOWN)
    )
    return [dict(row) for row in rows.mappings()]


def where_lies(session: Session, kind: Kind, folder_id: int) -> Where | None:
    """Where a folder lies; None where there is none."""
    folder = session.get(kind, folder_id)
    assert folder is None or isinstance(folder, WatchedFolder | OutFolder)
    return None if folder is None else where_is(session, folder)
